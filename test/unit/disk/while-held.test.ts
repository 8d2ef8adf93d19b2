import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { moveFile } from '../../../src/disk/move-file.ts';
import { replaceFile } from '../../../src/disk/replace-file.ts';
import { whileHeld, whileHeldSync } from '../../../src/disk/while-held.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });
/** Refused with each code in turn, then done. */
const work = (...codes: readonly string[]) => {
  const left = [...codes];
  return vi.fn(() => {
    const code = left.shift();
    return code === undefined ? Promise.resolve('done') : Promise.reject(failure(code));
  });
};
const windows = { platform: 'win32', limitMs: 300 } as const;

it('what somebody else has open for a moment is tried again on Windows', async () => {
  const moved = work('EPERM', 'EBUSY', 'EACCES');
  expect(await whileHeld(moved, windows)).toBe('done');
  expect(moved).toHaveBeenCalledTimes(4);
});

it('what stays open is given up after a while, with the reason', async () => {
  const moved = vi.fn(() => Promise.reject(failure('EBUSY')));
  await expect(whileHeld(moved, windows)).rejects.toMatchObject({ code: 'EBUSY' });
  expect(moved.mock.calls.length).toBeGreaterThan(3);
});

it.each([
  ['win32', 'ENOENT'],
  ['linux', 'EPERM'],
] as const)('on %s %s is final', async (platform, code) => {
  const moved = work(code);
  await expect(whileHeld(moved, { platform, limitMs: 300 })).rejects.toMatchObject({ code });
  expect(moved).toHaveBeenCalledOnce();
});

it('so is a step at which the program waits', () => {
  const moved = vi.fn(() => {
    if (moved.mock.calls.length < 3) throw failure('EPERM');
    return 'done';
  });
  expect(whileHeldSync(moved, windows)).toBe('done');
  const refused = vi.fn(() => {
    throw failure('EPERM');
  });
  expect(() => whileHeldSync(refused, { platform: 'linux', limitMs: 300 })).toThrow('EPERM');
  expect(refused).toHaveBeenCalledOnce();
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-disk-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('moves and replaces files', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  await writeFile(one, 'old');
  await replaceFile(one, 'new');
  await moveFile(one, other);
  expect(await readFile(other, 'utf8')).toBe('new');
  await expect(moveFile(one, other)).rejects.toMatchObject({ code: 'ENOENT' });
});
