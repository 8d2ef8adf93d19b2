/** What GET /health says of a data folder that is not as it should be. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { call } from '../support/rest-client.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-health-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('is ok and says nothing where all is well; what the program writes is for its owner alone', async () => {
  const program = await startProgram({ dataDir });
  await call('POST', `${program.api}/batteries/samples`, {});
  expect((await call('GET', `${program.api}/health`)).body).toMatchObject({
    status: 'ok',
    problems: [],
    notices: [],
  });
  await program.stop({ keepData: true });
  for (const path of await readdir(dataDir, { recursive: true })) {
    expect([path, (await stat(join(dataDir, path))).mode & 0o077]).toEqual([path, 0]);
  }
});

it.skipIf(process.platform === 'win32')(
  'tells that the folder is open to others, and how to close it',
  async () => {
    await chmod(dataDir, 0o755);
    const program = await startProgram({ dataDir });
    const words = expect.stringMatching(/can be read by other accounts .*mode 0755.*chmod 700/) as string;
    expect((await call('GET', `${program.api}/health`)).body).toMatchObject({
      status: 'ok',
      notices: [words],
    });
    await program.stop({ keepData: true });
  },
);

it('is degraded where the database turns out to be damaged, and names the way out', async () => {
  await (await startProgram({ dataDir })).stop({ keepData: true });
  // A row that points nowhere: no page is broken, so no start that is quick finds it.
  const database = new BetterSqlite3(join(dataDir, 'cellwright.db'));
  database.pragma('foreign_keys = OFF');
  database.exec(`INSERT INTO job_epochs (job_id, epoch, terms) VALUES (77, 1, '{}')`);
  database.close();
  // As after a program that was broken off: what the database was at its end is not known.
  const marker = join(dataDir, 'cellwright-data.json');
  const known = JSON.parse(await readFile(marker, 'utf8')) as Record<string, unknown>;
  await writeFile(marker, JSON.stringify({ ...known, database_hash: undefined }));
  const program = await startProgram({ dataDir });
  expect((await call('POST', `${program.api}/backups`)).status).toBe(409);
  const words = expect.stringMatching(/database is damaged .*--restore/) as string;
  expect((await call('GET', `${program.api}/health`)).body).toMatchObject({
    status: 'degraded',
    problems: [words],
  });
  await program.stop({ keepData: true });
});

it('a backup that was chosen and cannot be used stops no start', async () => {
  const before = await startProgram({ dataDir });
  const { body } = await call('POST', `${before.api}/backups`);
  await call('POST', `${before.api}/backups/newest/restore`);
  await before.stop({ keepData: true });
  await writeFile(join(dataDir, 'backups', (body as { file: string }).file), 'nothing');
  const program = await startProgram({ dataDir });
  const words = expect.stringMatching(/No copy of the database can be restored.*has changed/) as string;
  expect((await call('GET', `${program.api}/health`)).body).toMatchObject({
    status: 'degraded',
    problems: [words],
  });
  await program.stop({ keepData: true });
});

it('the trash is emptied by days of use, of what its manifest lists', async () => {
  await (await startProgram({ dataDir })).stop({ keepData: true });
  const leave = async (name: string, seenDays: number): Promise<void> => {
    const folder = join(dataDir, 'trash', name);
    await mkdir(join(folder, 'files', 'models'), { recursive: true });
    for (const file of ['job-1.safetensors', 'mine.txt'])
      await writeFile(join(folder, 'files', 'models', file), '');
    const items = [{ path: 'models/job-1.safetensors' }, { path: '../../../../settings.json' }];
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ format: 1, seen_days: seenDays, items }));
    await utimes(folder, new Date(0), new Date(0));
  };
  await writeFile(join(dataDir, 'settings.json'), '{}');
  await leave('old', -30);
  await leave('young', 0);
  const program = await startProgram({ dataDir });
  await expect.poll(() => readdir(join(dataDir, 'trash', 'old', 'files', 'models'))).toEqual(['mine.txt']);
  expect(await readdir(join(dataDir, 'trash', 'young', 'files', 'models'))).toHaveLength(2);
  expect(await readFile(join(dataDir, 'settings.json'), 'utf8')).toBe('{}');
  await program.stop({ keepData: true });
});
