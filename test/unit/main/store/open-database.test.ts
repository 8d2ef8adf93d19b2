import BetterSqlite3 from 'better-sqlite3';
import { copyFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../../src/main/store/migrate.ts';
import { migrations } from '../../../../src/main/store/migrations/index.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { shrinkDatabase } from '../../../../src/main/store/shrink-database.ts';
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

describe('a version that does not fit the tables', () => {
  const setVersion = (version: number): void => {
    const database = new BetterSqlite3(path);
    database.pragma(`user_version = ${version}`);
    database.close();
  };

  test.each([-1, -2_000_000, 0, 1, migrations.length - 1])('is mended where it says %i', (version) => {
    const first = openDatabase(path);
    first.exec("UPDATE job_counts SET job_count = 7 WHERE status = 'queued'");
    first.close();
    setVersion(version);
    const mended = openDatabase(path);
    expect(mended.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(mended.prepare("SELECT job_count FROM job_counts WHERE status = 'queued'").pluck().get()).toBe(7);
    mended.close();
  });

  test('is refused in words where the tables are none of ours', () => {
    const database = openDatabase(path);
    database.exec('DROP TABLE predictions');
    database.close();
    setVersion(-3);
    openingThrows(/says that its version is -3, which its tables are not.*--restore.*--adopt.*--data-dir/);
  });

  test('of an older program is copied before it is changed, and can shrink from then on', () => {
    const old = new BetterSqlite3(path);
    old.pragma('journal_mode = WAL');
    old.pragma(`application_id = 1128614988`);
    migrate(old, migrations.slice(0, 4));
    old.close();
    let versionBefore = 0;
    const database = openDatabase(path, {
      mayBeNew: false,
      beforeUpdate: () => {
        copyFileSync(path, `${path}.copy`);
        const copy = new BetterSqlite3(`${path}.copy`);
        versionBefore = Number(copy.pragma('user_version', { simple: true }));
        copy.close();
      },
    });
    expect(versionBefore).toBe(4);
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    database.close();
  });
});

test('what deletions free goes back to the disk in slices that hold nobody up', async () => {
  const database = openDatabase(path);
  database.exec('CREATE TABLE ballast (bytes BLOB)');
  const insert = database.prepare('INSERT INTO ballast VALUES (zeroblob(100000))');
  database.transaction(() => {
    for (let row = 0; row < 400; row += 1) insert.run();
  })();
  database.exec('DELETE FROM ballast');
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  expect(await shrinkDatabase(database, new AbortController().signal)).toBeGreaterThan(8000);
  clearInterval(timer);
  database.close();
  expect((await stat(path)).size).toBeLessThan(6_000_000);
  // 5 ms on a quiet machine; a loaded one takes turns.
  expect(longest).toBeLessThan(100);
});
