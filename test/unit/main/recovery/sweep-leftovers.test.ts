import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sweepLeftovers } from '../../../../src/main/recovery/sweep-leftovers.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cellwright-sweep-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** As another program has it open on Windows: neither moved nor removed, not even by root. Answers how to end that. */
function pin(path: string): (() => void) | undefined {
  try {
    execFileSync('chattr', ['+i', path], { stdio: 'ignore' });
    return () => execFileSync('chattr', ['-i', path]);
  } catch {
    return undefined;
  }
}

it('a leftover that cannot be moved is told and left; the others go, and the start goes on', async (context) => {
  await mkdir(join(dataDir, 'models'));
  const [pinned, free] = ['models/job-7.onnx', 'models/job-8.onnx'];
  const longAgo = new Date('2026-01-01');
  for (const path of [pinned, free]) {
    await writeFile(join(dataDir, path), 'weights');
    await utimes(join(dataDir, path), longAgo, longAgo);
  }
  const unpin = pin(join(dataDir, pinned));
  if (!unpin) {
    context.skip('no file can be pinned here (chattr)');
    return;
  }
  const log = { info: vi.fn(), warn: vi.fn<(details: object, message: string) => void>() };
  const known = { datasetHashes: [], modelFiles: [], evaluationFiles: [], jobIds: [] };
  try {
    const moved = await sweepLeftovers({ dataDir, known, startedAtMs: Date.now(), seenDays: 1, log });
    expect(moved).toEqual([free]);
    expect(await readdir(join(dataDir, 'models'))).toEqual(['job-7.onnx']);
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ path: pinned }),
      'a leftover stays where it is',
    );
  } finally {
    unpin();
  }
});
