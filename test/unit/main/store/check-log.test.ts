import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkLog } from '../../../../src/main/store/check-log.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cellwright-log-'));
  path = join(folder, 'copy.db-wal');
  const database = new BetterSqlite3(join(folder, 'a.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE a (b)');
  // A checkpoint begins the log anew over the old one, of which the rest stays behind.
  for (let at = 0; at < 40; at += 1) database.prepare('INSERT INTO a VALUES (randomblob(3000))').run();
  database.pragma('wal_checkpoint(RESTART)');
  for (let at = 0; at < 5; at += 1) database.prepare('INSERT INTO a VALUES (randomblob(3000))').run();
  // As a killed program leaves it.
  copyFileSync(join(folder, 'a.db-wal'), path);
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const frameBytes = 24 + 4096;
const flip = (at: number): void => {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 16, at);
  writeFileSync(path, bytes);
};

it('a log over an older one is whole; a log that is not there or of no length is none', () => {
  expect(checkLog(path)).toBe('whole');
  expect(checkLog(join(folder, 'missing'))).toBe('none');
  writeFileSync(path, '');
  expect(checkLog(path)).toBe('none');
});

it.each([0, 9, 20, 27])('a flipped bit in byte %i of its head is damage', (at) => {
  flip(at);
  expect(checkLog(path)).toBe('damaged');
});

it.each([32 + 18, 32 + 24 + 100, 32 + frameBytes * 2 + 24 + 4000])(
  'a flipped bit in byte %i is damage, since whole changes follow',
  (at) => {
    flip(at);
    expect(checkLog(path)).toBe('damaged');
  },
);

it('the last change half written was never finished', () => {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, 32 + frameBytes * 3 + 700));
  expect(checkLog(path)).toBe('cut');
});
