import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { isAnswered, listenOnLoopback } from '../../../../../src/main/api/http/listen-on-loopback.ts';

/** On Windows and macOS a bind to 127.0.0.1 succeeds beside it. */
it('a port that another program has on all addresses is taken, on every system', async () => {
  const other = createServer().listen(0, '0.0.0.0');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await isAnswered(port)).toBe(true);
  await expect(listenOnLoopback(createHttpServer(), port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  await once(other, 'close');
  expect(await isAnswered(port)).toBe(false);
});
