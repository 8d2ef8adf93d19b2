/** Files that changed on the disk behind the program's back: named, and never used. */
import { truncate } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Program, startProgram } from '../support/program.ts';
import { curvesAsCsv } from '../support/raw-samples.ts';
import { type Answer, call, upload, waitForJob } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

let program: Program;
beforeAll(async () => {
  program = await startProgram();
  await call('POST', `${program.api}/batteries/samples`, {});
  expect((await upload(program.api, { name: 'curves.csv', content: curvesAsCsv() })).status).toBe(201);
  const job = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 2 } };
  await call('POST', `${program.api}/training-jobs`, job);
  await waitForJob(program.api, 1);
  expect((await get('POST', '/models/1/evaluations', { battery_ids: [3] })).status).toBe(201);
});
afterAll(() => program.stop());

const get = (method: string, path: string, body?: object): Promise<Answer> =>
  call(method, program.api + path, body);

/** The answers while one bit of the file is wrong; afterwards the file is as before. */
async function whileFlipped(path: string, at: number, ask: () => Promise<Answer>): Promise<Answer> {
  const bytes = await readFile(path);
  const broken = Buffer.from(bytes);
  broken.writeUInt8(broken.readUInt8(at) ^ (1 << (at % 8)), at);
  await writeFile(path, broken);
  try {
    return await ask();
  } finally {
    await writeFile(path, bytes);
  }
}

const refusedInWords = (words: RegExp) => ({
  status: 409,
  body: { error: { code: 'CONFLICT', message: expect.stringMatching(words) as string } },
});

async function fileIn(folder: string, ending: string): Promise<string> {
  const name = (await readdir(join(program.dataDir, folder))).find((one) => one.endsWith(ending));
  return join(program.dataDir, folder, name ?? 'none');
}

async function evaluationOf(batteryId: number): Promise<string> {
  const folder = join(program.dataDir, 'evaluations');
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    if (text.includes(`"battery_ids":[${batteryId}]`)) return join(folder, name);
  }
  throw new Error('there is no such evaluation');
}

const arraysOf = async (batteryId: number, ending = '.safetensors'): Promise<string> => {
  const { body } = await get('GET', `/batteries/${batteryId}`);
  return join(program.dataDir, 'arrays', (body as { dataset_hash: string }).dataset_hash + ending);
};

it('of 24 flipped bits of a model none answers a number, none is downloaded', async () => {
  const path = await fileIn('models', '.safetensors');
  const { length } = await readFile(path);
  const damaged = refusedInWords(/^The file of model 1 is damaged and was not used/);
  for (let count = 0; count < 24; count += 1) {
    const at = Math.floor(((count + 0.5) / 24) * length);
    const predict = () => get('POST', '/predictions', { algorithm: 'baseline', battery_id: 1 });
    // The process that predicts has not read the model yet; one that has keeps what it read.
    expect(await whileFlipped(path, at, () => get('GET', '/models/1/download'))).toMatchObject(damaged);
    expect(await whileFlipped(path, at, predict)).toMatchObject(damaged);
    expect(await whileFlipped(path, at, () => get('GET', '/models/1/download?format=onnx'))).toMatchObject(
      damaged,
    );
  }
  expect((await get('GET', '/models/1/download')).status).toBe(200);
  expect((await get('GET', '/models/1/download?format=onnx')).status).toBe(200);
});

it('a truncated model is not downloaded', async () => {
  const path = await fileIn('models', '.safetensors');
  const bytes = await readFile(path);
  await truncate(path, bytes.length - 100);
  expect(await get('GET', '/models/1/download')).toMatchObject(
    refusedInWords(/models\/job-1\.safetensors has changed/),
  );
  await writeFile(path, bytes);
});

it.each([
  ['its cycles are read', (id: number) => get('GET', `/batteries/${id}/cycles`)],
  ['its capacity is changed', (id: number) => get('PATCH', `/batteries/${id}`, { nominal_capacity: 3 })],
  ['it is predicted', (id: number) => get('POST', '/predictions', { algorithm: 'baseline', battery_id: id })],
  ['a model is evaluated on it', (id: number) => get('POST', '/models/1/evaluations', { battery_ids: [id] })],
])('damaged cycles are named with the way out when %s', async (_what, ask) => {
  const path = await arraysOf(2);
  const { length } = await readFile(path);
  for (const at of [3, 200, Math.floor(length / 2), length - 1]) {
    expect(await whileFlipped(path, at, () => ask(2))).toMatchObject(
      refusedInWords(/battery 2.* damaged and w(as|ere) not used.*import its file again/),
    );
  }
  expect((await ask(2)).status).toBeLessThan(300);
});

it('a job on damaged cycles fails in words, before its first epoch', async () => {
  const path = await arraysOf(2);
  const bytes = await readFile(path);
  const broken = Buffer.from(bytes);
  broken.writeUInt8(broken.readUInt8(5000) ^ 4, 5000);
  await writeFile(path, broken);
  const job = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 2 } };
  await get('POST', '/training-jobs', job);
  const { job: ended } = await waitForJob(program.api, 2);
  await writeFile(path, bytes);
  expect(ended).toMatchObject({ status: 'failed', current_epoch: 0 });
  expect(ended.error_message).toMatch(/battery 2 .* has changed since it was stored/);
});

it('damaged curves and evaluations are named', async () => {
  const curves = await arraysOf(7, '.curves.safetensors');
  const page = () => get('GET', '/batteries/7/cycles?curves=true');
  expect(await whileFlipped(curves, 2000, page)).toMatchObject(refusedInWords(/battery 7 is damaged/));
  expect((await page()).status).toBe(200);
  const evaluation = await evaluationOf(3);
  const read = () => get('GET', '/models/1/evaluations/1');
  expect(await whileFlipped(evaluation, 300, read)).toMatchObject(
    refusedInWords(/evaluation 1 is damaged.*evaluate the model again/),
  );
  expect((await read()).status).toBe(200);
});

it('files of an older version get their hash at the next start', async () => {
  await program.stop({ keepData: true });
  const { dataDir } = program;
  const database = new BetterSqlite3(join(dataDir, 'cellwright.db'));
  database.exec(
    'UPDATE models SET file_hash = NULL; UPDATE evaluations SET file_hash = NULL; UPDATE batteries SET curves_hash = NULL',
  );
  database.close();
  // Nor does an older version note what its database is.
  const marker = join(dataDir, 'cellwright-data.json');
  const noted = JSON.parse(await readFile(marker, 'utf8')) as Record<string, unknown>;
  await writeFile(marker, JSON.stringify({ ...noted, database_hash: undefined }));
  program = await startProgram({ dataDir });
  const curves = await arraysOf(7, '.curves.safetensors');
  const page = () => get('GET', '/batteries/7/cycles?curves=true');
  // A file that is altered while its hash is taken would be right as altered; curves come last.
  const log = () => readFile(join(dataDir, 'logs', 'server.log'), 'utf8');
  await expect.poll(log, { timeout: withinMs(10_000) }).toContain('have a hash now');
  expect((await whileFlipped(curves, 2000, page)).status).toBe(409);
  await program.stop({ keepData: true });
  const again = new BetterSqlite3(join(dataDir, 'cellwright.db'), { readonly: true });
  const hash = again.prepare('SELECT file_hash FROM models').pluck().get();
  const counts = again
    .prepare(
      'SELECT count(curves_hash) AS curves, (SELECT count(file_hash) FROM evaluations) AS evaluations FROM batteries',
    )
    .get();
  again.close();
  const bytes = await readFile(await fileIn('models', '.safetensors'));
  expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(counts).toEqual({ curves: 1, evaluations: 2 });
  program = await startProgram({ dataDir });
});
