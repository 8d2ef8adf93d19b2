/** One HTTP server on both loopback addresses, IPv4 and IPv6, under the same port, and on nothing else. */
import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface LoopbackListener {
  readonly port: number;
  /** Takes no more connections; those that are open stay. */
  stopListening(): void;
}

const attemptsAtFreePort = 20;

/**
 * Port 0 takes one that is free on both addresses. A machine without IPv6 is served on IPv4 alone. Rejects with a
 * sentence that names the port where it is taken or not allowed.
 */
export async function listenOnLoopback(http: HttpServer, port: number): Promise<LoopbackListener> {
  if (port !== 0 && (await isAnswered(port))) throw new ListenError(port, { code: 'EADDRINUSE' });
  for (let attempt = 1; ; attempt += 1) {
    const first = await listen(http, port, '127.0.0.1');
    const second = connectionsFor(http);
    try {
      await listen(second, first, '::1');
      return listener(first, http, second);
    } catch (error) {
      if (isWithoutIpv6(error)) return listener(first, http);
      http.close();
      if (port !== 0 || attempt === attemptsAtFreePort) throw error;
    }
  }
}

/** Hands its connections to the HTTP server, which treats them as its own. */
const connectionsFor = (http: HttpServer): Server =>
  createServer({ noDelay: true, allowHalfOpen: true }, (socket: Socket) => http.emit('connection', socket));

function listener(port: number, ...servers: readonly Server[]): LoopbackListener {
  return {
    port,
    stopListening: () => {
      for (const server of servers) server.close();
    },
  };
}

/** Answers the port it got. */
async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen({ port, host });
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (cause) {
    throw new ListenError(port, cause);
  }
}

const answerLimitMs = 500;

/**
 * Whether somebody listens there already. Windows and macOS let one program have all addresses and another this one, and
 * whoever meant the first would reach the second.
 */
export async function isAnswered(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', timeout: answerLimitMs });
  try {
    await Promise.race([
      once(socket, 'connect'),
      once(socket, 'timeout').then(() => Promise.reject(new Error())),
    ]);
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

class ListenError extends Error {
  readonly code: unknown;

  constructor(port: number, cause: unknown) {
    const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
    super(sentenceFor(port, code), { cause });
    this.code = code;
  }
}

function sentenceFor(port: number, code: unknown): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program; stop that one, or choose another port with --port`;
  }
  if (code === 'EACCES') return `Port ${port} is not allowed to this user; choose one above 1023 with --port`;
  return `Port ${port} cannot be opened (${String(code)}); choose another with --port`;
}

const isWithoutIpv6 = (error: unknown): boolean =>
  error instanceof ListenError &&
  ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT'].includes(String(error.code));
