/** What a start of the built program does with a folder that is not, or no longer, what it left. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Program, repositoryRoot, startProgram } from '../support/program.ts';
import { call, waitForJob } from '../support/rest-client.ts';

const hostScript = join(repositoryRoot, 'out', 'main', 'headless.js');
const database = 'cellwright.db';
const threeWaysOut = /--restore .*--adopt .*--data-dir/;

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-folder-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What it says when it refuses to start. */
function refusal(args: readonly string[] = []): Promise<string> {
  return new Promise((accept, reject) => {
    const all = [hostScript, '--port', '0', '--data-dir', dataDir, ...args];
    const child = execFile(process.execPath, all, { timeout: 20_000 }, (error, output, errors) => {
      if (error?.code === 1) accept(errors);
      else reject(new Error(`it did not refuse: ${output}${errors}`));
    });
    child.stdout?.once('data', () => child.kill());
  });
}

/** Paths and hashes of all files, links included, without what the program may always write. */
async function contentOf(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const content: Record<string, string> = {};
  // The lock names who had the folder last; it holds nothing that is anybody's.
  for (const entry of entries.filter((one) => one.isFile() && one.name !== 'cellwright.lock')) {
    const path = join(entry.parentPath, entry.name);
    content[path.slice(root.length + 1)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return content;
}

async function write(path: string, content = path): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const aYearAgo = new Date(Date.now() - 365 * 86_400_000);
async function writeOld(path: string): Promise<void> {
  await write(path);
  await utimes(join(folder, path), aYearAgo, aYearAgo);
}

/** Cells, a model and an evaluation of it, made by the program itself. */
async function fill({ api }: Program): Promise<void> {
  await call('POST', `${api}/batteries/samples`, {});
  const job = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 2 } };
  const { body } = await call('POST', `${api}/training-jobs`, job);
  await waitForJob(api, (body as { id: number }).id);
  await call('POST', `${api}/models/1/evaluations`, { battery_ids: [3] });
}

const generation = async (): Promise<number> =>
  (JSON.parse(await readFile(join(dataDir, 'cellwright-data.json'), 'utf8')) as { generation: number })
    .generation;

const kill = async (program: Program): Promise<void> => {
  const ended = once(program.process, 'exit');
  program.process.kill('SIGKILL');
  await ended;
};

describe('a folder of somebody else', () => {
  const theirs = [
    'data/models/best.pt',
    'data/uploads/photo.jpg',
    'data/jobs/12/run.sh',
    'data/arrays/week-1.npy',
    'data/evaluations/report.json',
    'data/notes.txt',
  ];

  it('is refused in words, and every file in it stays', async () => {
    for (const path of theirs) await writeOld(path);
    const before = await contentOf(dataDir);
    expect(await refusal()).toMatch(
      /is not empty and is no data folder of Cellwright: .*--data-dir.*--adopt/,
    );
    expect(await contentOf(dataDir)).toEqual(before);
    expect((await readdir(dataDir)).sort()).toEqual([
      'arrays',
      'evaluations',
      'jobs',
      'models',
      'notes.txt',
      'uploads',
    ]);
  });

  it('that is used as it is keeps every file over two starts', async () => {
    for (const path of theirs) await writeOld(path);
    const before = await contentOf(dataDir);
    await (await startProgram({ dataDir, args: ['--adopt'] })).stop({ keepData: true });
    await (await startProgram({ dataDir })).stop({ keepData: true });
    expect(await contentOf(dataDir)).toMatchObject(before);
  });

  it('reached by links keeps every file, those of our names too', async () => {
    const shared = [
      'disk/models/job-7.safetensors',
      `disk/arrays/${'a'.repeat(64)}.safetensors`,
      'disk/models/x',
    ];
    for (const path of shared) await writeOld(path);
    const program = await startProgram({ dataDir });
    await program.stop({ keepData: true });
    for (const name of ['models', 'arrays']) {
      await rm(join(dataDir, name), { recursive: true });
      await symlink(join(folder, 'disk', name), join(dataDir, name));
    }
    const before = await contentOf(join(folder, 'disk'));
    await (await startProgram({ dataDir })).stop({ keepData: true });
    expect(await contentOf(join(folder, 'disk'))).toEqual(before);
  });
});

describe('leftovers', () => {
  it('of our names go to the trash with a manifest and a line in the log; others stay', async () => {
    await (await startProgram({ dataDir })).stop({ keepData: true });
    const uuid = '11111111-2222-4333-8444-555555555555';
    const ours = [
      `data/arrays/${'b'.repeat(64)}.safetensors`,
      'data/models/job-3.safetensors.part',
      `data/evaluations/${uuid}.json.part`,
      `data/uploads/${uuid}`,
      'data/settings.json.1234567',
    ];
    const theirs = [
      'data/arrays/b.safetensors',
      'data/models/job.bak',
      'data/uploads/plan.csv',
      'data/jobs/9/mine.txt',
    ];
    for (const path of [...ours, ...theirs]) await writeOld(path);
    await mkdir(join(dataDir, 'jobs', '41', 'arrays'), { recursive: true });
    await utimes(join(dataDir, 'jobs', '41'), aYearAgo, aYearAgo);
    await (await startProgram({ dataDir })).stop({ keepData: true });
    const left = Object.keys(await contentOf(dataDir));
    for (const path of theirs) expect(left).toContain(path.slice(5));
    for (const path of ours) expect(left).not.toContain(path.slice(5));
    const [batch = ''] = await readdir(join(dataDir, 'trash'));
    const manifest: unknown = JSON.parse(
      await readFile(join(dataDir, 'trash', batch, 'manifest.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({ format: 1, moved_at: expect.any(String) as string });
    const { items } = manifest as { items: { path: string; why: string }[] };
    const wanted = [...ours.map((path) => path.slice(5)), 'jobs/41'].sort();
    expect(items.map(({ path }) => path).sort()).toEqual(wanted);
    for (const path of ours) expect(left).toContain(`trash/${batch}/files/${path.slice(5)}`);
    const log = await readFile(join(dataDir, 'logs', 'server.log'), 'utf8');
    expect(log).toMatch(new RegExp(`6 leftovers of an earlier run moved to trash/${batch}`));
  });
});

let filled: string;
beforeAll(async () => {
  filled = await mkdtemp(join(tmpdir(), 'cellwright-filled-'));
  const program = await startProgram({ dataDir: filled });
  await fill(program);
  await program.stop({ keepData: true });
});
afterAll(() => rm(filled, { recursive: true, force: true }));

describe('a database that does not go with its folder stops the start, and nothing is touched', () => {
  beforeEach(() => cp(filled, dataDir, { recursive: true }));

  const path = () => join(dataDir, database);
  const faults: readonly (readonly [string, RegExp, () => Promise<void>])[] = [
    ['missing', /is missing, although the folder holds/, () => rm(path())],
    ['of 0 bytes', /is empty, although the folder holds/, () => writeFile(path(), '')],
    ['of 1 byte', /is empty, although the folder holds/, () => writeFile(path(), 'x')],
    ['damaged', /is damaged and cannot be read/, () => writeFile(path(), 'x'.repeat(9000))],
  ];
  it.each(faults)('%s', async (_what, words, breakIt) => {
    await breakIt();
    const before = await contentOf(dataDir);
    const said = await refusal();
    expect(said).toMatch(words);
    expect(said).toMatch(threeWaysOut);
    expect(said).not.toMatch(/move it away|move the file away/);
    const after = await contentOf(dataDir);
    const itsOwn = { 'logs/server.log': '', 'cellwright.lock': '' };
    expect({ ...after, ...itsOwn }).toEqual({ ...before, ...itsOwn });
  });

  it('without its tables, as when its log is lost at the first start', async () => {
    await rm(path());
    const { default: BetterSqlite3 } = await import('better-sqlite3');
    const empty = new BetterSqlite3(path());
    empty.exec('CREATE TABLE a (b); DROP TABLE a');
    empty.close();
    expect(await refusal()).toMatch(threeWaysOut);
    expect(await readdir(join(dataDir, 'models'))).toEqual(['job-1.safetensors']);
  });

  it('of yesterday', async () => {
    await copyFile(path(), join(folder, 'yesterday.db'));
    const program = await startProgram({ dataDir });
    await call('POST', `${program.api}/training-jobs`, {
      algorithm: 'baseline',
      battery_ids: [1, 2],
      hyperparams: { epochs: 2 },
    });
    await waitForJob(program.api, 2);
    await program.stop({ keepData: true });
    await copyFile(join(folder, 'yesterday.db'), path());
    const said = await refusal();
    expect(said).toMatch(/is older than the files beside it/);
    expect(said).toMatch(threeWaysOut);
    expect((await readdir(join(dataDir, 'models'))).sort()).toEqual([
      'job-1.safetensors',
      'job-2.safetensors',
    ]);
  });

  it('whose log was lost after a kill', async () => {
    const program = await startProgram({ dataDir });
    const before = await generation();
    await call('POST', `${program.api}/training-jobs`, {
      algorithm: 'baseline',
      battery_ids: [1, 2],
      hyperparams: { epochs: 2 },
    });
    await waitForJob(program.api, 2);
    await expect.poll(generation).toBeGreaterThan(before);
    await kill(program);
    await rm(`${path()}-wal`);
    expect(await refusal()).toMatch(/is older than the files beside it/);
    expect(await readdir(join(dataDir, 'models'))).toHaveLength(2);
  });

  it('after a kill it starts as ever', async () => {
    const program = await startProgram({ dataDir });
    await call('DELETE', `${program.api}/batteries/6`);
    await kill(program);
    const again = await startProgram({ dataDir });
    expect((await call('GET', `${again.api}/models`)).body).toMatchObject({ meta: { total: 1 } });
    await again.stop({ keepData: true });
  });
});

it('a folder of before the marker gets it quietly', async () => {
  await cp(filled, dataDir, { recursive: true });
  await rm(join(dataDir, 'cellwright-data.json'));
  const program = await startProgram({ dataDir });
  expect((await call('GET', `${program.api}/batteries`)).body).toMatchObject({ meta: { total: 6 } });
  await program.stop({ keepData: true });
  expect(await readFile(join(dataDir, 'cellwright-data.json'), 'utf8')).toMatch(/"format": 1/);
});
