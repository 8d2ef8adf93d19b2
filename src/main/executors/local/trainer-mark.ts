/**
 * `trainer.pid` in a job folder: which process trains there. A program that was killed leaves its trainers behind for a
 * moment, and no second one may begin beside them.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identityOf, isAtWork, isProof, processIdOf } from '../../processes/process-identity.ts';

const markFile = 'trainer.pid';
/** A trainer without its program ends by itself sooner than that. */
const patienceMs = 6000;
const lookIntervalMs = 20;

/** A folder that is gone, or a disk that is full, costs the mark and nothing else. */
export async function markTrainer(folder: string, processId: number): Promise<void> {
  await writeFile(join(folder, markFile), await identityOf(processId)).catch(() => undefined);
}

/**
 * Resolves when the trainer that the mark names is no more. It is killed where the mark proves who it is; where it is a
 * mere number, which may be another process by now, it is waited for.
 */
export async function clearOfTrainer(folder: string): Promise<void> {
  const path = join(folder, markFile);
  const identity = await readFile(path, 'utf8').catch(() => '');
  const until = performance.now() + patienceMs;
  while ((await isAtWork(identity)) && performance.now() < until) {
    if (isProof(identity)) kill(processIdOf(identity));
    await delay(lookIntervalMs);
  }
  await rm(path, { force: true });
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It ended in this very moment.
  }
}
