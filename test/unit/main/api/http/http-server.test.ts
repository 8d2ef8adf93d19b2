import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, httpStatusOf } from '../../../../../src/shared/contract/errors.ts';
import { rawBytes, rawRequest, type RawRequest } from '../../../../support/raw-request.ts';
import { call } from '../../../../support/rest-client.ts';
import { smallHandlers } from '../../../../support/small-backend.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';

const json = { 'content-type': 'application/json' };

describe('the HTTP server', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmallServer();
  });
  afterAll(() => server.stop());

  it.each<[string, string, RawRequest]>([
    ['BAD_REQUEST', '/training-jobs', { method: 'POST', headers: json, body: '{"algorithm": ' }],
    ['BAD_REQUEST', '/training-jobs/%zz', {}],
    ['BAD_REQUEST', '/training-jobs/1/ws', {}],
    ['FORBIDDEN_ORIGIN', '/health', { headers: { host: 'evil.example' } }],
    ['RESOURCE_NOT_FOUND', '/training-jobs/999', {}],
    ['RESOURCE_NOT_FOUND', '/training-job', {}],
    ['RESOURCE_NOT_FOUND', '/../../etc/passwd', {}],
    ['RESOURCE_NOT_FOUND', `/training-jobs/${'9'.repeat(300)}`, {}],
    ['METHOD_NOT_ALLOWED', '/training-jobs', { method: 'PUT', headers: json, body: '{' }],
    ['METHOD_NOT_ALLOWED', '/training-jobs/1/ws', { method: 'POST' }],
    ['METHOD_NOT_ALLOWED', '/training-jobs', { method: 'PROPFIND' }],
    ['CONFLICT', '/batteries/1', { method: 'DELETE' }],
    [
      'PAYLOAD_TOO_LARGE',
      '/training-jobs',
      { method: 'POST', headers: json, body: `"${'x'.repeat(1_100_000)}"` },
    ],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      '/training-jobs',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' },
    ],
    ['UNSUPPORTED_MEDIA_TYPE', '/training-jobs', { method: 'POST', body: '{}' }],
    [
      'UNSUPPORTED_MEDIA_TYPE',
      '/training-jobs',
      { method: 'POST', headers: { ...json, 'content-encoding': 'gzip' }, body: '{}' },
    ],
    [
      'VALIDATION_ERROR',
      '/training-jobs',
      { method: 'POST', headers: { ...json, 'content-length': '10' }, body: '\uFEFF{"a":1}' },
    ],
    ['UNSUPPORTED_MEDIA_TYPE', '/batteries', { method: 'POST', headers: json, body: '{}' }],
    ['VALIDATION_ERROR', '/training-jobs', { method: 'POST', headers: json, body: '{}' }],
    ['VALIDATION_ERROR', '/training-jobs', { method: 'POST' }],
    ['BAD_REQUEST', '/training-jobs', { method: 'POST', headers: json, body: '[1' }],
    ['VALIDATION_ERROR', '/training-jobs/abc', {}],
    ['VALIDATION_ERROR', '/training-jobs?stats=running', {}],
    ['VALIDATION_ERROR', '/training-jobs/1/stop?force=1', { method: 'POST' }],
    ['VALIDATION_ERROR', '/batteries/1', { method: 'PATCH', headers: json, body: '{"battery_id": 2}' }],
    ['VALIDATION_ERROR', '/training-jobs?access_token=x', {}],
    ['INTERNAL_ERROR', '/models', {}],
  ])('answers %s for %s %j', async (code, path, request) => {
    const { status, headers, body } = await rawRequest(server.port, `/api/v1${path}`, {
      ...request,
      headers: { 'content-length': String(request.body?.length ?? 0), ...request.headers },
    });
    const traceId = headers['x-trace-id'];
    expect(body).toMatchObject({ error: { code, message: expect.any(String), trace_id: traceId } });
    expect(status).toBe(httpStatusOf(code as ErrorCode));
    expect(traceId).toMatch(/^req_\w{8,}$/);
    expect(server.logLines.filter((line) => line.includes(String(traceId))).length).toBeGreaterThan(0);
  });

  it.each(['[1]', 'null', '"text"', '7', 'true'])(
    'a body of JSON that is no object, as %s, is a wrong field like any other',
    async (body) => {
      for (const [method, path] of [
        ['POST', '/training-jobs'],
        ['POST', '/training-jobs/1/stop'],
        ['PATCH', '/batteries/1'],
        ['PATCH', '/settings'],
      ] as const) {
        const answer = await rawRequest(server.port, `/api/v1${path}`, { method, headers: json, body });
        expect(answer.status, `${method} ${path}`).toBe(422);
        expect(answer.body).toMatchObject({
          error: { code: 'VALIDATION_ERROR', details: [{ field: 'input', issue: 'must be an object' }] },
        });
      }
    },
  );

  it('an unexpected error leaves its stack in the log and only there', async () => {
    const { body, headers } = await call('GET', `${server.api}/models`);
    expect(JSON.stringify(body)).not.toMatch(/secret|small-backend|at /);
    const traceId = headers.get('x-trace-id') ?? '';
    const line = server.logLines.find((one) => one.includes(traceId) && one.includes('"level":"error"'));
    expect(line).toMatch(/a secret detail of the inside.*small-backend\.ts/);
  });

  it('names the allowed methods, and answers OPTIONS with them', async () => {
    const put = await rawRequest(server.port, '/api/v1/training-jobs/7', { method: 'PUT' });
    expect(put.headers['allow']).toBe('DELETE, GET, HEAD, OPTIONS, PATCH');
    const options = await rawRequest(server.port, '/api/v1/batteries', { method: 'OPTIONS' });
    expect(options).toMatchObject({
      status: 204,
      text: '',
      headers: { allow: 'GET, HEAD, OPTIONS, PATCH, POST' },
    });
    expect(options.headers['access-control-allow-origin']).toBeUndefined();
    expect((await rawRequest(server.port, '/nowhere', { method: 'OPTIONS' })).status).toBe(404);
  });

  it('answers HEAD like GET, without the body', async () => {
    const get = await rawRequest(server.port, '/api/v1/training-jobs');
    const head = await rawRequest(server.port, '/api/v1/training-jobs', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it.each([
    ['no body', {}],
    [
      'an empty body of curl -d',
      { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' },
    ],
    ['an empty JSON body', { ...json, 'content-length': '0' }],
  ])('stops a job and adds samples with %s', async (_name, headers) => {
    for (const path of ['/training-jobs/1/stop', '/batteries/samples']) {
      const { status } = await rawRequest(server.port, `/api/v1${path}`, { method: 'POST', headers });
      expect([200, 201]).toContain(status);
    }
    const withBraces = await call('POST', `${server.api}/training-jobs/1/stop`, {});
    expect(withBraces.status).toBe(200);
  });

  it('answers 204 without a body to a deletion', async () => {
    const answer = await rawRequest(server.port, '/api/v1/models/1', { method: 'DELETE' });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers['content-type']).toBeUndefined();
  });

  it('writes null for numbers that do not exist', async () => {
    const { body } = await call('GET', `${server.api}/training-jobs/1/metrics`);
    expect(body).toEqual({ train_loss: [null], val_loss: [null], epochs: [1] });
  });

  it('lets nobody keep, frame or sniff an answer', async () => {
    const { headers } = await call('GET', `${server.api}/training-jobs`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers bytes that are not HTTP with the same envelope', async () => {
    const answer = await rawBytes(server.port, 'hello?\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/"code":"BAD_REQUEST".*"trace_id":"req_\w+"/);
  });

  it('treats an offer to upgrade to HTTP/2 as an ordinary request', async () => {
    const { status } = await rawRequest(server.port, '/api/v1/health', {
      headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' },
    });
    expect(status).toBe(200);
  });

  it('gives each of many parallel requests its own answer and its own trace id', async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) => call('GET', `${server.api}/training-jobs?page=${index + 1}`)),
    );
    expect(answers.map(({ body }) => (body as { meta: { page: number } }).meta.page)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
    expect(new Set(answers.map(({ headers }) => headers.get('x-trace-id'))).size).toBe(300);
  });

  it('sends a file as a download, under a name that is safe everywhere', async () => {
    const response = await fetch(`${server.api}/models/1/download`);
    const bytes = await response.arrayBuffer();
    expect(response.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename=".._gr__e _1_.safetensors"; filename*=UTF-8''..%2Fgr%C3%B6%C3%9Fe%20%221%22.safetensors`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const head = await fetch(`${server.api}/models/1/download`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(bytes.byteLength));
  });

  it('a file that is deleted before it is sent is not found', async () => {
    const download = { path: join(server.uploadDir, 'gone'), filename: 'a', content_type: 'text/plain' };
    const handlers = { ...smallHandlers, 'download-model': () => download };
    const other = await startSmallServer({ handlers, uploadDir: server.uploadDir });
    const answer = await call('GET', `${other.api}/models/1/download`);
    await other.stop();
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'RESOURCE_NOT_FOUND' } } });
  });

  it('logs no line for a successful GET, and one for a change', async () => {
    const before = server.logLines.length;
    await call('GET', `${server.api}/training-jobs`);
    expect(server.logLines.length).toBe(before);
    await call('POST', `${server.api}/training-jobs/1/stop`);
    expect(server.logLines.length).toBe(before + 1);
  });
});
