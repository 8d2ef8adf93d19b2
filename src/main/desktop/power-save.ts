/** Keeps the computer from falling asleep over a training. A lid that is closed still wins; Electron cannot forbid that. */
import type { PowerSaveBlocker } from 'electron';
import { type JobsAtWork, runningJobs } from './jobs-at-work.ts';

export interface PowerSave {
  update(jobs: JobsAtWork): void;
  release(): void;
}

export function createPowerSave(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): PowerSave {
  let blockerId: number | null = null;
  const release = (): void => {
    if (blockerId !== null) blocker.stop(blockerId);
    blockerId = null;
  };
  return {
    update: (jobs) => {
      if (runningJobs(jobs).length === 0) release();
      else blockerId ??= blocker.start('prevent-app-suspension');
    },
    release,
  };
}
