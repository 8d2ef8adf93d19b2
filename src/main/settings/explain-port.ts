/** Why a port cannot be the next one, if so: found out by taking it for a moment, on both loopback addresses. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Continues the field's name; undefined where the port can be had. */
export async function explainPort(port: number): Promise<string | undefined> {
  const codes = [await codeOfListening(port, '127.0.0.1'), await codeOfListening(port, '::1')];
  if (codes.includes('EADDRINUSE')) return `${port} is taken by another program; choose another port`;
  if (codes.includes('EACCES')) return `${port} is not allowed to this user; choose another port`;
  return undefined;
}

async function codeOfListening(port: number, host: string): Promise<unknown> {
  const server = createServer();
  try {
    server.listen({ port, host });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : undefined;
  }
}
