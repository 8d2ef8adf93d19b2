import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { rawBytes, rawRequest } from '../../../../support/raw-request.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';

/** Status of a WebSocket handshake that is refused, or 101. */
function handshake(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', (error) => reject(error));
  });
}

describe('who may call', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmallServer({ hostNames: ['Lab-Server', 'proxy.example:8443'] });
  });
  afterAll(() => server.stop());
  const statusFor = async (headers: Record<string, string>) =>
    (await rawRequest(server.port, '/api/v1/health', { headers })).status;

  it('takes the names of the loopback with the right port, in any case', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LocalHost']) {
      expect(await statusFor({ host: `${name}:${server.port}` })).toBe(200);
    }
  });

  it('takes a further name under any port, and one with a port under that alone', async () => {
    expect(await statusFor({ host: 'lab-server' })).toBe(200);
    expect(await statusFor({ host: 'lab-server:9000' })).toBe(200);
    expect(await statusFor({ host: 'proxy.example:8443' })).toBe(200);
    expect(await statusFor({ host: 'proxy.example:8444' })).toBe(403);
  });

  it.each([
    'localhost',
    'localhost:1',
    'localhost.:PORT',
    'localhost.evil.example:PORT',
    'evil.example:PORT',
    'evil.example',
    '127.0.0.1.nip.io:PORT',
    '127.0.0.2:PORT',
    '0.0.0.0:PORT',
    '[::ffff:127.0.0.1]:PORT',
    'localhost:PORT@evil.example',
    'evil.example#localhost:PORT',
  ])('refuses the Host %j, as a rebound name would send it', async (host) => {
    const headers = { host: host.replace('PORT', String(server.port)) };
    const { status, body } = await rawRequest(server.port, '/api/v1/health', { headers });
    expect({ status, body }).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN_ORIGIN' } } });
  });

  it('refuses a request without a Host, or with an empty one', async () => {
    expect(await rawBytes(server.port, 'GET /api/v1/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 403 /);
    const missing = 'GET /api/v1/health HTTP/1.1\r\nconnection: close\r\n\r\n';
    expect(await rawBytes(server.port, missing)).toMatch(/^HTTP\/1.1 403 [^]*"trace_id":"req_/);
    const empty = 'GET /api/v1/health HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n';
    expect(await rawBytes(server.port, empty)).toMatch(/^HTTP\/1.1 403 /);
  });

  it('takes our own pages as origins', async () => {
    const host = `localhost:${server.port}`;
    expect(await statusFor({ host, origin: `http://localhost:${server.port}` })).toBe(200);
    expect(await statusFor({ host: 'lab-server', origin: 'https://lab-server' })).toBe(200);
  });

  it.each([
    'http://evil.example',
    'null',
    'http://localhost:1',
    'file://',
    'http://localhost',
    '',
    'http://localhost:PORT/x',
  ])('refuses the origin %j on requests and on WebSockets', async (origin) => {
    const headers = { host: `localhost:${server.port}`, origin: origin.replace('PORT', String(server.port)) };
    expect(await statusFor(headers)).toBe(403);
    const url = `ws://127.0.0.1:${server.port}/api/v1/training-jobs/1/ws`;
    expect(await handshake(url, headers)).toBe(403);
  });

  it('refuses the page and the documentation to strangers as well', async () => {
    const headers = { host: 'evil.example' };
    for (const path of ['/', '/docs', '/nowhere']) {
      expect((await rawRequest(server.port, path, { headers })).status).toBe(403);
    }
  });

  it('refuses a WebSocket where there is none', async () => {
    expect(await handshake(`ws://127.0.0.1:${server.port}/api/v1/training-jobs`)).toBe(400);
    expect(await handshake(`ws://127.0.0.1:${server.port}/nowhere`)).toBe(404);
  });

  it('answers on the IPv6 loopback under the same port', async (context) => {
    const answer = await rawRequest(server.port, '/api/v1/health', {
      address: '::1',
      headers: { host: `[::1]:${server.port}` },
    }).catch((error: unknown) => error as NodeJS.ErrnoException);
    if ('code' in answer && answer.code === 'EADDRNOTAVAIL') context.skip('this machine has no IPv6');
    expect(answer).toMatchObject({ status: 200 });
    expect(await handshake(`ws://[::1]:${server.port}/api/v1/training-jobs/1/ws`)).toBe(101);
  });
});

describe('with an access token', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmallServer({ accessToken: 'correct horse' });
  });
  afterAll(() => server.stop());
  const get = (path: string, authorization?: string) =>
    rawRequest(server.port, path, { headers: authorization === undefined ? {} : { authorization } });

  it.each([
    undefined,
    'Bearer wrong',
    'Bearer',
    'Basic correct-horse-battery',
    'correct-horse-battery',
    'Bearer correct-horse-batterY',
  ])('refuses %j', async (authorization) => {
    const guarded = await startSmallServer({ accessToken: 'correct-horse-battery' });
    try {
      const answer = await rawRequest(guarded.port, '/api/v1/training-jobs', {
        headers: authorization === undefined ? {} : { authorization },
      });
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      const right = { authorization: 'Bearer correct-horse-battery' };
      expect((await rawRequest(guarded.port, '/api/v1/training-jobs', { headers: right })).status).toBe(200);
    } finally {
      await guarded.stop();
    }
  });

  it('leaves health open', async () => {
    expect((await get('/api/v1/health')).status).toBe(200);
  });

  it('takes the token in the address of a WebSocket, and of nothing else', async () => {
    const query = `access_token=${encodeURIComponent('correct horse')}`;
    const socket = `ws://127.0.0.1:${server.port}/api/v1/training-jobs/1/ws`;
    expect(await handshake(socket)).toBe(401);
    expect(await handshake(`${socket}?access_token=wrong`)).toBe(401);
    expect(await handshake(`${socket}?${query}`)).toBe(101);
    expect((await get(`/api/v1/training-jobs?${query}`)).status).toBe(401);
    expect(server.logLines.join('')).not.toMatch(/correct|horse/);
  });
});
