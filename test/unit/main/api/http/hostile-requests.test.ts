/** What was found by attacking the server: each is refused in words, and costs nobody else anything. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokenCheck } from '../../../../../src/main/api/http/access-token.ts';
import { validateInput } from '../../../../../src/main/api/validate-input.ts';
import { operations, type OperationName } from '../../../../../src/shared/contract/operations.ts';
import { rawBytes, rawRequest } from '../../../../support/raw-request.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';
import { withinMs } from '../../../../support/time-factor.ts';

describe('pages elsewhere', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmallServer();
  });
  afterAll(() => server.stop());
  const statusOf = async (path: string, headers: Record<string, string>) =>
    (await rawRequest(server.port, path, { headers })).status;

  it.each(['cross-site', 'same-site'])(
    'an image of %s, which has no Origin, reaches no handler',
    async (site) => {
      const image = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
      expect(await statusOf('/api/v1/models/1/download?format=onnx', image)).toBe(403);
      expect(await statusOf('/docs/documentation.js', image)).toBe(403);
      const link = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      expect(await statusOf('/api/v1/models/1/download?format=onnx', link)).toBe(403);
      expect(await statusOf('/docs', link)).toBe(200);
    },
  );

  it.each(['none', 'same-origin'])('our own page and an address typed in (%s) are answered', async (site) => {
    expect(await statusOf('/api/v1/health', { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' })).toBe(200);
  });

  it('a request of two Hosts is refused, whichever comes first', async () => {
    const ours = `host: localhost:${server.port}`;
    for (const hosts of [`${ours}\r\nhost: evil.example`, `host: evil.example\r\n${ours}`]) {
      const bytes = `GET /api/v1/health HTTP/1.1\r\n${hosts}\r\nconnection: close\r\n\r\n`;
      expect(await rawBytes(server.port, bytes)).toMatch(/^HTTP\/1.1 400 [^]*"code":"BAD_REQUEST"/);
    }
  });
});

describe('names that are not what they seem', () => {
  const issueOf = (name: OperationName, input: object): unknown => {
    const validated = validateInput(operations[name].input, input);
    return validated.ok ? 'accepted' : validated.details;
  };

  it.each([
    ['NUL', '\u0000', '0000'],
    ['an escape of a terminal', '\u001b[2J', '001B'],
    ['a line break', 'a\nb', '000A'],
    ['an override of direction', 'x\u202Egpj.exe', '202E'],
    ['half a character', 'x\ud800y', 'D800'],
  ])('%s in a name is refused in words', (_what, text, code) => {
    const issue = `must not contain control characters or marks that turn its direction; it has U+${code}`;
    const name = `a${text}b`;
    const job = { algorithm: 'baseline', battery_ids: [1], model_name: name };
    expect(issueOf('create-training-job', job)).toEqual([{ field: 'model_name', issue }]);
    expect(issueOf('rename-model', { model_id: 1, name })).toEqual([{ field: 'name', issue }]);
    expect(issueOf('update-battery', { battery_id: 1, chemistry: name })).toEqual([
      { field: 'chemistry', issue },
    ]);
    expect(issueOf('import-battery', { file: { path: '/a', filename: name } })).toEqual([
      { field: 'file.filename', issue },
    ]);
    expect(issueOf('list-batteries', { search: name })).toEqual([{ field: 'search', issue }]);
    expect(issueOf('get-training-logs', { job_id: 1, search: name })).toEqual([{ field: 'search', issue }]);
  });

  it('what people write is accepted, in every script', () => {
    for (const name of ['größe 2 Ω', '电池 7', 'خلية', '🔋 mine']) {
      expect(issueOf('rename-model', { model_id: 1, name })).toBe('accepted');
    }
  });

  it('a capacity that no SoH can be told of is refused, the smallest cell is not', () => {
    const capacity = (value: number) => issueOf('update-battery', { battery_id: 1, nominal_capacity: value });
    expect(capacity(1e-320)).toEqual([{ field: 'nominal_capacity', issue: 'must be at least 1e-9' }]);
    expect(capacity(0)).toEqual([{ field: 'nominal_capacity', issue: 'must be greater than 0' }]);
    expect(capacity(1e-6)).toBe('accepted');
  });
});

describe('guesses of the access token', () => {
  it('are braked after ten, but not on a connection that has shown the right one', () => {
    let nowMs = 0;
    const check = createTokenCheck('correct-horse-battery', () => nowMs);
    const [owner, stranger] = [{}, {}];
    const codeOf = (given: string, connection: object): string => {
      try {
        check(given, connection);
        return 'right';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(codeOf('correct-horse-battery', owner)).toBe('right');
    const guesses = Array.from({ length: 12 }, (_, index) => codeOf(`guess ${index}`, stranger));
    expect(guesses).toEqual([
      ...Array<string>(10).fill('UNAUTHORIZED'),
      'TOO_MANY_REQUESTS',
      'TOO_MANY_REQUESTS',
    ]);
    expect(codeOf('correct-horse-battery', stranger)).toBe('TOO_MANY_REQUESTS');
    expect(codeOf('correct-horse-battery', owner)).toBe('right');
    nowMs += 1000;
    expect(codeOf('one more', stranger)).toBe('UNAUTHORIZED');
    expect(codeOf('and another', stranger)).toBe('TOO_MANY_REQUESTS');
    nowMs += 20_000;
    expect(codeOf('correct-horse-battery', stranger)).toBe('right');
  });

  it('are answered with when to come back', async () => {
    const server = await startSmallServer({ accessToken: 'correct-horse-battery' });
    const ask = (token: string) =>
      rawRequest(server.port, '/api/v1/training-jobs', { headers: { authorization: `Bearer ${token}` } });
    for (let guess = 0; guess < 10; guess += 1) expect((await ask('wrong')).status).toBe(401);
    const braked = await ask('wrong');
    await server.stop();
    expect(braked).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_REQUESTS' } } });
    expect(braked.headers['retry-after']).toBe('1');
  });
});

describe('a body that does not arrive', () => {
  it.each([
    ['application/json', '{"algorithm":'],
    ['multipart/form-data; boundary=b', '--b\r\n'],
  ])('of %s is given up after its time, in words, and its connection closed', async (type, begun) => {
    const server = await startSmallServer({ bodyTimes: { jsonMs: 200, uploadMs: 200 } });
    const path = type.startsWith('multipart') ? '/batteries' : '/training-jobs';
    const head = [
      `POST /api/v1${path} HTTP/1.1`,
      `host: localhost:${server.port}`,
      `content-type: ${type}`,
      'content-length: 1000',
    ];
    const socket = connect(server.port, '127.0.0.1', () =>
      socket.write(`${head.join('\r\n')}\r\n\r\n${begun}`),
    );
    // All that came until the server closed it.
    const answer = await text(socket);
    await server.stop();
    expect(answer).toMatch(/^HTTP\/1.1 408 [^]*"code":"REQUEST_TIMEOUT"[^]*within 0.2 s/);
    expect(server.logLines.join('')).not.toMatch(/"level":"error"/);
  });
});

it('a server that stops does not wait for a client that takes no more of a large answer', async () => {
  const soh = Array.from({ length: 200_000 }, () => 0.123456789);
  const { smallHandlers } = await import('../../../../support/small-backend.ts');
  const cycle = { id: 1, battery_id: 1, cycle_index: 1, soh: 1, rul: null, capacity: 1, features: {} };
  const items = Array.from({ length: 20 }, () => ({
    ...cycle,
    time: soh,
    voltage: soh,
    current: soh,
    temperature: soh,
  }));
  const meta = { page: 1, page_size: 20, total: 20, total_pages: 1 };
  const handlers = { ...smallHandlers, 'list-battery-cycles': () => ({ items, meta }) };
  const server = await startSmallServer({ handlers });
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`GET /api/v1/batteries/1/cycles HTTP/1.1\r\nhost: localhost:${server.port}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  const startedAt = performance.now();
  await server.stop();
  expect(performance.now() - startedAt).toBeLessThan(withinMs(2000));
  socket.destroy();
});
