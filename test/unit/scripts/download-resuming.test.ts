/** Against a server on this machine that breaks off, falls silent, and forgets where it was. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { downloadResuming } from '../../../scripts/download-resuming.mjs';

const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let answers: Answer[];
let asked: (string | undefined)[];
const server = createServer((request, response) => {
  asked.push(request.headers.range);
  (answers.shift() ?? rest)(request, response);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-download-'));
  [answers, asked] = [[], []];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  await rm(folder, { recursive: true, force: true });
});

const offsetOf = ({ headers }: IncomingMessage): number =>
  Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
/** What is wanted, from where it is wanted. */
const rest: Answer = (request, response) => {
  const left = content.subarray(offsetOf(request));
  response.writeHead(request.headers.range === undefined ? 200 : 206, { 'content-length': left.length });
  response.end(left);
};
const part =
  (bytes: number, then: (response: ServerResponse) => void): Answer =>
  (request, response) => {
    const left = content.subarray(offsetOf(request));
    response.writeHead(request.headers.range === undefined ? 200 : 206, { 'content-length': left.length });
    response.write(left.subarray(0, bytes), () => then(response));
  };
const breakOff = (bytes: number): Answer => part(bytes, (response) => response.destroy());
const fallSilent = (bytes: number): Answer => part(bytes, () => undefined);

const partial = (): string => join(folder, 'file.part');
const target = (): string => join(folder, 'cache', 'file');
const download = (more: Partial<Parameters<typeof downloadResuming>[0]> = {}): Promise<void> => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/file`;
  return downloadResuming({ url, partial: partial(), target: target(), silenceMs: 300, pauseMs: 1, ...more });
};

it('goes on where a connection broke off or fell silent, and ends with the whole file', async () => {
  answers = [breakOff(30_000), fallSilent(30_000), rest];
  const seen: (readonly [number, number])[] = [];
  await download({ onProgress: (done, total) => seen.push([done, total]) });
  expect((await readFile(target())).equals(content)).toBe(true);
  expect(existsSync(partial())).toBe(false);
  expect(asked[0]).toBeUndefined();
  expect(asked.slice(1)).toEqual([
    expect.stringMatching(/^bytes=\d+-$/),
    expect.stringMatching(/^bytes=\d+-$/),
  ]);
  expect(seen.at(-1)).toEqual([content.length, content.length]);
  expect(seen.every(([, total]) => total === content.length)).toBe(true);
});

it('goes on with what an earlier call left, and begins again where the server knows no parts', async () => {
  await writeFile(partial(), content.subarray(0, 60_000));
  await download();
  expect(asked).toEqual(['bytes=60000-']);
  await writeFile(partial(), 'of another file');
  answers = [
    (_request, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.end(content);
    },
  ];
  await download();
  expect((await readFile(target())).equals(content)).toBe(true);
});

it('begins again where what was left does not fit', async () => {
  await writeFile(partial(), Buffer.alloc(200_000));
  answers = [(_request, response) => void response.writeHead(416).end()];
  await download();
  expect((await readFile(target())).equals(content)).toBe(true);
});

it('gives up when nothing more comes, says why, and keeps what came for the next start', async () => {
  answers = [fallSilent(10_000), ...Array.from({ length: 9 }, () => fallSilent(0))];
  await expect(download()).rejects.toThrow('nothing came for 0.3 s');
  expect((await readFile(partial())).equals(content.subarray(0, 10_000))).toBe(true);
  expect(existsSync(target())).toBe(false);
});

it('gives up at once on an answer that will not change', async () => {
  answers = [(_request, response) => void response.writeHead(404).end()];
  await expect(download()).rejects.toThrow('the server answered 404');
  expect(asked).toHaveLength(1);
});
