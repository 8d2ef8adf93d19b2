import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDiskReserve } from '../../../../src/main/recovery/disk-reserve.ts';
import { createHealthBook } from '../../../../src/main/recovery/health-book.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-reserve-'));
  await writeFile(join(dataDir, 'cellwright.db'), 'x');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const failure = (code: string): Error => Object.assign(new Error(code), { code });
const sizeOf = (): Promise<number> =>
  stat(join(dataDir, 'reserve')).then(
    ({ blocks }) => blocks * 512,
    () => 0,
  );

it('holds room, says once that the disk is full, gives it back when asked, and takes it again', async () => {
  const health = createHealthBook();
  const lines: string[] = [];
  const log = {
    info: (_: object, line: string) => void lines.push(line),
    warn: (_: object, line: string) => void lines.push(line),
  };
  const parts = { dataDir, setProblem: health.setProblem, log, reserveBytes: 2_000_000 };
  const reserve = createDiskReserve({ ...parts, lookEveryMs: 20 });
  expect(await sizeOf()).toBeGreaterThanOrEqual(2_000_000);
  expect(reserve.notice(failure('SQLITE_CONSTRAINT'))).toBe(false);
  expect(reserve.notice(failure('SQLITE_FULL'))).toBe(true);
  expect(reserve.notice(failure('ENOSPC'))).toBe(true);
  expect(await sizeOf()).toBeGreaterThanOrEqual(2_000_000);
  reserve.release();
  expect(await sizeOf()).toBe(0);
  expect(health.problems()).toEqual([expect.stringMatching(/is full\. Running jobs wait/)]);
  await expect.poll(() => health.problems()).toEqual([]);
  await expect.poll(sizeOf).toBeGreaterThanOrEqual(2_000_000);
  expect(lines).toEqual([expect.stringMatching(/is full/), expect.stringMatching(/goes on/)]);
  reserve.stop();
});

it('a disk that is read-only is told as that, and costs no reserve', async () => {
  const health = createHealthBook();
  const log = { info: () => undefined, warn: () => undefined };
  const reserve = createDiskReserve({
    dataDir,
    setProblem: health.setProblem,
    log,
    reserveBytes: 1000,
    lookEveryMs: 60_000,
  });
  expect(reserve.notice(failure('SQLITE_READONLY'))).toBe(true);
  expect(health.problems()).toEqual([expect.stringMatching(/its disk is read-only, or its permissions/)]);
  expect(await sizeOf()).toBeGreaterThan(0);
  reserve.stop();
});
