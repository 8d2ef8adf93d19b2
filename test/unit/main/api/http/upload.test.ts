import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Battery } from '../../../../../src/shared/contract/battery.ts';
import { rawRequest } from '../../../../support/raw-request.ts';
import { upload } from '../../../../support/rest-client.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';
import { withinMs } from '../../../../support/time-factor.ts';

const boundary = 'XXXX';
const formType = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const part = (disposition: string, content: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
const end = `--${boundary}--\r\n`;

describe('an upload', () => {
  let server: SmallServer;
  beforeAll(async () => {
    server = await startSmallServer({ uploadLimitBytes: 1_000_000 });
  });
  afterAll(async () => {
    expect(await readdir(server.uploadDir)).toEqual([]);
    await server.stop();
  });
  const post = (body: string) =>
    rawRequest(server.port, '/api/v1/batteries', { method: 'POST', headers: formType, body });

  it('reaches the handler as a file on disk, and is gone afterwards', async () => {
    const fields = { nominal_capacity: '2.5', chemistry: '' };
    const answer = await upload(server.api, { name: 'my cell.csv', content: 'cycle,capacity' }, fields);
    expect(answer.status).toBe(201);
    const { filename, notes } = answer.body as Battery;
    expect(filename).toBe('my cell.csv');
    expect(notes[1]).toBe('cycle,capacity');
    expect(dirname(notes[0] ?? '')).toBe(server.uploadDir);
    expect(await readdir(server.uploadDir)).toEqual([]);
  });

  it.each(['../../../etc/passwd', '..\\..\\boot.ini', '/etc/shadow', 'CON', '.', 'ü'.repeat(400)])(
    'named %j by the client lies under a name of ours',
    async (name) => {
      const { status, body } = await post(part(`name="file"; filename="${name}"`, 'cycle') + end);
      if (status === 400) return;
      expect(status).toBe(201);
      const [path = ''] = (body as Battery).notes;
      expect(dirname(path)).toBe(server.uploadDir);
      expect(basename(path)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it.each([
    ['no file', part('name="name"', 'cell') + end, 'file', 'is required'],
    ['text instead of a file', part('name="file"', 'cell.csv') + end, 'file', /must be a file, not text/],
    [
      'two files',
      part('name="file"; filename="a"', '1') + part('name="file"; filename="b"', '2') + end,
      'file',
      /must be one file/,
    ],
    [
      'a file elsewhere',
      part('name="data"; filename="a"', '1') + end,
      'data',
      /unknown; the file goes into the field file/,
    ],
    [
      'an unknown field',
      part('name="file"; filename="a"', '1') + part('name="capacity"', '2') + end,
      'capacity',
      'unknown; did you mean nominal_capacity?',
    ],
    [
      'a number that is none',
      part('name="file"; filename="a"', '1') + part('name="nominal_capacity"', 'two') + end,
      'nominal_capacity',
      'must be a number',
    ],
    [
      'a field given twice',
      part('name="file"; filename="a"', '1') + part('name="chemistry"', 'x').repeat(2) + end,
      'chemistry',
      'must be a single value',
    ],
    ['an endless field', part('name="name"', 'x'.repeat(20_000)) + end, 'name', /longer than 10000 bytes/],
  ])('with %s is refused on the field', async (_what, body, field, issue) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    const { details } = (answer.body as { error: { details: { field: string; issue: string }[] } }).error;
    const found = details.find((one) => one.field === field);
    expect(found?.issue).toMatch(issue);
  });

  it.each([
    ['nothing at all', ''],
    ['no form', 'hello'],
    ['no end', part('name="file"; filename="a"', 'cut off')],
    ['a field that names the prototype', part('name="__proto__"', 'x') + end],
  ])('that is %s is refused', async (_what, body) => {
    const answer = await post(body);
    expect([400, 422]).toContain(answer.status);
    if (body !== '') expect(answer.body).toMatchObject({ error: { code: 'BAD_REQUEST' } });
  });

  it('without a boundary is refused', async () => {
    const headers = { 'content-type': 'multipart/form-data' };
    const answer = await rawRequest(server.port, '/api/v1/batteries', { method: 'POST', headers, body: 'x' });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'BAD_REQUEST' } } });
  });

  it('that cannot be read says what was expected and found', async () => {
    const answer = await upload(server.api, { name: 'a.csv', content: 'not a table' });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_FILE_FORMAT', details: [{ field: 'file' }] } },
    });
  });

  it.each([1_000_001, 1_500_000, 6_000_000])('of %i bytes is over the limit and says so', async (size) => {
    const answer = await upload(server.api, { name: 'big.csv', content: 'x'.repeat(size) });
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'PAYLOAD_TOO_LARGE' } } });
    expect(JSON.stringify(answer.body)).toContain('1 MB');
  });

  it('of exactly the limit is taken', async () => {
    expect((await upload(server.api, { name: 'a.csv', content: 'x'.repeat(1_000_000) })).status).toBe(201);
  });

  it('that breaks off leaves nothing behind', async () => {
    const socket = connect(server.port, '127.0.0.1');
    const head = [
      'POST /api/v1/batteries HTTP/1.1',
      `host: localhost:${server.port}`,
      `content-type: ${formType['content-type']}`,
      'content-length: 900000',
    ].join('\r\n');
    socket.write(`${head}\r\n\r\n${part('name="file"; filename="a"', 'x'.repeat(300_000))}`);
    await vi.waitFor(async () => expect(await readdir(server.uploadDir)).toHaveLength(1), {
      timeout: withinMs(5000),
    });
    socket.destroy();
    await vi.waitFor(async () => expect(await readdir(server.uploadDir)).toEqual([]), {
      timeout: withinMs(5000),
    });
  });

  it('may come many at a time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        upload(server.api, { name: 'a.csv', content: `cell ${index}` }),
      ),
    );
    expect(answers.map(({ body }) => (body as Battery).notes[1])).toEqual(
      Array.from({ length: 30 }, (_, index) => `cell ${index}`),
    );
  });
});
