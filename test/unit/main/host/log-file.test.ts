import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLogFile } from '../../../../src/main/host/log-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-log-'));
  path = join(folder, 'server.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = `${'x'.repeat(99)}\n`;

it('a full file makes room for a new one, and no more than two are kept', async () => {
  const log = openLogFile(path, 1000);
  for (let count = 0; count < 50; count += 1) log.write(line);
  log.close();
  expect((await readdir(folder)).sort()).toEqual(['server.log', 'server.log.1']);
  expect(readFileSync(`${path}.1`, 'utf8').length).toBeLessThan(1300);
});

it('one that cannot be moved is written on, says so once, and closes nothing of anybody else', () => {
  mkdirSync(join(`${path}.1`, 'in the way'), { recursive: true });
  const log = openLogFile(path, 1000);
  const others: number[] = [];
  for (let count = 0; count < 60; count += 1) {
    log.write(line);
    // Takes the first number that is free, as a socket or the database would.
    others.push(openSync(join(folder, `other-${count}`), 'w'));
  }
  log.close();
  for (const other of others) {
    expect(fstatSync(other).size).toBe(0);
    writeSync(other, 'mine');
    closeSync(other);
  }
  const text = readFileSync(path, 'utf8');
  expect(text.split(line)).toHaveLength(61);
  expect(text.match(/cannot be moved to/g)).toHaveLength(1);
});

it('what is written after the end is lost without harm', () => {
  const log = openLogFile(path);
  log.close();
  log.write(line);
  log.close();
  expect(readFileSync(path, 'utf8')).toBe('');
});
