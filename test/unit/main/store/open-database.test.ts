import BetterSqlite3 from 'better-sqlite3';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../../src/main/store/migrate.ts';
import { migrations } from '../../../../src/main/store/migrations/index.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { StoreError } from '../../../../src/main/store/store-error.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-store-'));
  path = join(folder, 'cellwright.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openingThrows = (words: RegExp): void => {
  let error: unknown;
  try {
    openDatabase(path).close();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ message: expect.stringMatching(words) });
};

test('a new database is migrated to the newest version and opens again as it was left', () => {
  const first = openDatabase(path);
  expect(first.pragma('user_version', { simple: true })).toBe(migrations.length);
  expect(first.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(first.pragma('foreign_keys', { simple: true })).toBe(1);
  first.exec("UPDATE job_counts SET job_count = 5 WHERE status = 'queued'");
  first.close();
  const second = openDatabase(path);
  expect(second.prepare("SELECT job_count FROM job_counts WHERE status = 'queued'").pluck().get()).toBe(5);
  second.close();
});

test('a database of a newer program is refused in plain words and left alone', () => {
  const newer = openDatabase(path);
  newer.pragma(`user_version = ${migrations.length + 1}`);
  newer.close();
  openingThrows(/newer version of Cellwright.*Install the newer version, or choose another data folder/s);
});

test('a file that is no database is refused in plain words', async () => {
  await writeFile(path, 'these are the notes of a lab engineer '.repeat(100));
  openingThrows(
    /is damaged and cannot be read. Nothing was changed. Start with --restore .* --adopt .* --data-dir/,
  );
});

test('a database with broken pages is refused in plain words', async () => {
  const database = openDatabase(path);
  const insert = database.prepare('INSERT INTO job_counts VALUES (?, 0)');
  for (let row = 0; row < 5000; row += 1) insert.run(`status-${row}`);
  database.close();
  const bytes = await readFile(path);
  bytes.fill(0xff, 8192, bytes.length - 4096);
  await writeFile(path, bytes);
  openingThrows(/is damaged and cannot be read/);
});

test('a database of another program is refused', () => {
  const other = new BetterSqlite3(path);
  other.exec('CREATE TABLE recipes (name TEXT)');
  other.close();
  openingThrows(/is a database of another program/);
});

test('a folder that is not there is refused in plain words', () => {
  path = join(path, 'nowhere', 'cellwright.db');
  openingThrows(/cannot be opened for writing|cannot be used/);
});

test('a second program on the same folder is refused', () => {
  const first = openDatabase(path);
  openingThrows(/Another Cellwright already uses/);
  first.close();
});

test('a migration that fails changes nothing', () => {
  const database = new BetterSqlite3(':memory:');
  const half = { name: '0001-half', sql: 'CREATE TABLE a (id INTEGER); CREATE TABLE broken (' };
  expect(() => migrate(database, [half])).toThrow();
  expect(database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
  expect(database.pragma('user_version', { simple: true })).toBe(0);
  database.close();
});
