/** Backups of a program at work, restored and adopted by the next start of it. */
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Backup } from '../../src/shared/contract/backup.ts';
import type { Battery } from '../../src/shared/contract/battery.ts';
import type { Model } from '../../src/shared/contract/model.ts';
import { type Program, repositoryRoot, startProgram } from '../support/program.ts';
import { call, waitForJob } from '../support/rest-client.ts';

let filled: string;
let dataDir: string;
beforeAll(async () => {
  filled = await mkdtemp(join(tmpdir(), 'cellwright-filled-'));
  const program = await startProgram({ dataDir: filled });
  await call('POST', `${program.api}/batteries/samples`, {});
  await train(program, 1);
  await call('POST', `${program.api}/backups`);
  await call('DELETE', `${program.api}/batteries/6`);
  await train(program, 2);
  await program.stop({ keepData: true });
});
afterAll(() => rm(filled, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-recovery-'));
  await cp(filled, dataDir, { recursive: true });
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function train({ api }: Program, jobId: number): Promise<void> {
  const job = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 2 } };
  await call('POST', `${api}/training-jobs`, job);
  await waitForJob(api, jobId);
}

async function itemsOf<Item>({ api }: Program, path: string): Promise<readonly Item[]> {
  const { body } = await call('GET', `${api}${path}?page_size=100`);
  return (body as { items: Item[] }).items;
}

async function backups({ api }: Program): Promise<readonly Backup[]> {
  return ((await call('GET', `${api}/backups`)).body as { items: Backup[] }).items;
}

const databasePath = (): string => join(dataDir, 'cellwright.db');
const backupPath = async (): Promise<string> => {
  const [name = ''] = await readdir(join(dataDir, 'backups'));
  return join(dataDir, 'backups', name);
};

it('a backup bears its hash, and seven are kept', async () => {
  const program = await startProgram({ dataDir });
  for (let count = 0; count < 8; count += 1) {
    await call('PATCH', `${program.api}/batteries/1`, { name: `cell ${count}` });
    expect((await call('POST', `${program.api}/backups`)).status).toBe(201);
  }
  const kept = await backups(program);
  expect(kept).toHaveLength(7);
  for (const { file, bytes: size } of kept) {
    const bytes = await readFile(join(dataDir, 'backups', file));
    expect(file).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 16));
    expect(bytes.length).toBe(size);
  }
  expect(await readdir(join(dataDir, 'backups'))).toHaveLength(7);
  await program.stop({ keepData: true });
});

it.each(['missing', 'damaged', 'empty'])(
  '--restore brings back the rows where the database is %s',
  async (state) => {
    if (state === 'missing') await rm(databasePath());
    if (state === 'damaged') await writeFile(databasePath(), 'x'.repeat(9000));
    if (state === 'empty') await writeFile(databasePath(), '');
    const program = await startProgram({ dataDir, args: ['--restore'] });
    expect((await itemsOf<Battery>(program, '/batteries')).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1]);
    // The second was trained after the copy was made: its file says what it is.
    const models = await itemsOf<Model>(program, '/models');
    expect(models.map(({ name, battery_ids }) => [name, battery_ids])).toEqual([
      ['baseline-job-2', [1, 2]],
      ['baseline-job-1', [1, 2]],
    ]);
    expect((await call('GET', `${program.api}/training-jobs/1`)).status).toBe(200);
    await train(program, 3);
    await program.stop({ keepData: true });
    const again = await startProgram({ dataDir });
    expect(await itemsOf<Model>(again, '/models')).toHaveLength(3);
    await again.stop({ keepData: true });
  },
);

it('a backup that has changed is not used, by whatever way it is asked for', async () => {
  const path = await backupPath();
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 3000) ^ 1, bytes.length - 3000);
  await writeFile(path, bytes);
  const before = await readFile(databasePath());
  for (const wanted of [[], [path], [basename(path)]]) {
    expect(await refusal(['--restore', ...wanted])).toMatch(
      /it has changed since it was made.*Nothing was changed/,
    );
  }
  expect(await readFile(databasePath())).toEqual(before);
});

it('a backup chosen on the page takes the place of the database at the next start', async () => {
  const program = await startProgram({ dataDir });
  const [backup] = await backups(program);
  const { body } = await call('POST', `${program.api}/backups/${backup?.file ?? ''}/restore`);
  expect(body).toMatchObject({ restore_at_next_start: backup?.file });
  expect(
    (
      await call(
        'POST',
        `${program.api}/backups/cellwright-20200101T000000Z-daily-0123456789abcdef.db/restore`,
      )
    ).status,
  ).toBe(404);
  await program.stop({ keepData: true });
  const again = await startProgram({ dataDir });
  expect(await itemsOf(again, '/models')).toHaveLength(2);
  expect((await call('GET', `${again.api}/backups`)).body).toMatchObject({ restore_at_next_start: null });
  expect((await itemsOf<Battery>(again, '/batteries')).map(({ id }) => id)).toContain(5);
  const put = await readdir(join(dataDir, 'trash'), { recursive: true });
  expect(put.filter((path) => path.endsWith('files/cellwright.db'))).toHaveLength(1);
  await again.stop({ keepData: true });
});

it('--adopt without any database takes in cells and models by what their files say', async () => {
  await rm(databasePath());
  const program = await startProgram({ dataDir, args: ['--adopt'] });
  const batteries = await itemsOf<Battery>(program, '/batteries');
  expect(batteries).toHaveLength(5);
  const known = batteries.filter(({ id, name }) => id <= 2 && /^Simulated cell [AB]$/.test(name));
  expect(known).toHaveLength(2);
  expect(known.map(({ simulated, nominal_capacity: ah }) => [simulated, ah])).toEqual([
    [true, 2],
    [true, 2],
  ]);
  const models = await itemsOf<Model>(program, '/models');
  expect(models.map(({ battery_ids: ids }) => ids)).toEqual([
    [1, 2],
    [1, 2],
  ]);
  const prediction = await call('POST', `${program.api}/predictions`, {
    algorithm: 'baseline',
    battery_id: 1,
  });
  expect(prediction.status).toBe(201);
  // No number of a job is given twice.
  await train(program, 3);
  await program.stop({ keepData: true });
  expect(await readdir(join(dataDir, 'models'))).toHaveLength(3);
});

it('what cannot be adopted goes to the trash, and the log says why', async () => {
  await rm(databasePath());
  const path = join(dataDir, 'models', 'job-2.safetensors');
  await writeFile(path, (await readFile(path)).subarray(0, 500));
  const arrays = (await readdir(join(dataDir, 'arrays'))).map((name) => join(dataDir, 'arrays', name));
  const bytes = await readFile(arrays[0] ?? '');
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
  await writeFile(arrays[0] ?? '', bytes);
  const program = await startProgram({ dataDir, args: ['--adopt'] });
  expect(await itemsOf(program, '/models')).toHaveLength(1);
  expect(await itemsOf(program, '/batteries')).toHaveLength(4);
  await program.stop({ keepData: true });
  const log = await readFile(join(dataDir, 'logs', 'server.log'), 'utf8');
  expect(log.match(/a file cannot be taken in/g)).toHaveLength(2);
  // With the folders of the two jobs, whose rows are lost.
  expect(log).toMatch(/4 leftovers of an earlier run moved to trash/);
});

/** What it says when it refuses to start. */
function refusal(args: readonly string[]): Promise<string> {
  const script = join(repositoryRoot, 'out', 'main', 'headless.js');
  return new Promise((accept, reject) => {
    const all = [script, '--port', '0', '--data-dir', dataDir, ...args];
    const child = execFile(process.execPath, all, { timeout: 20_000 }, (error, output, errors) => {
      if (error?.code === 1) accept(errors);
      else reject(new Error(`it did not refuse: ${output}${errors}`));
    });
    child.stdout?.once('data', () => child.kill());
  });
}
