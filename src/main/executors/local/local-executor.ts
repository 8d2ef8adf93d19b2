/** Trainers as processes of this machine, called as `trainer.js <job folder> <run>`: they live no longer than the program. */
import type { Child, StartChild } from '../../processes/child.ts';
import type { AttachedRun, Executor } from '../executor.ts';
import { defaultLocalLimits, type LocalLimits } from './local-limits.ts';
import { type LocalRun, startLocalRun } from './local-run.ts';
import { clearOfTrainer } from './trainer-mark.ts';

export interface LocalExecutorOptions {
  readonly startChild: StartChild;
  /** The trainer's entry: `out/main/trainer.js`, or what a test has in its place. */
  readonly entry: string;
  readonly limits?: Partial<LocalLimits>;
}

export function createLocalExecutor({ startChild, entry, limits: given }: LocalExecutorOptions): Executor {
  const limits = { ...defaultLocalLimits, ...given };
  const runs = new Map<string, LocalRun>();
  let runCount = 0;
  return {
    name: 'local',
    survivesRestart: false,
    countsSlots: true,
    clear: clearOfTrainer,
    submit: (folder) => {
      runCount += 1;
      const run = String(runCount);
      const start = (onMessage: (message: unknown) => void): Child =>
        startChild({
          entry,
          args: [folder, run],
          heapLimitMb: limits.heapLimitMb,
          serviceName: 'Cellwright trainer',
          onMessage,
        });
      runs.set(run, startLocalRun(start, folder, limits));
      return Promise.resolve({ executor: 'local', run });
    },
    attach: ({ run }, listener) => {
      const found = runs.get(run);
      if (!found) return lostRun;
      runs.delete(run);
      found.listen(listener);
      return found;
    },
  };
}

const lostRun: AttachedRun = {
  ask: () => undefined,
  kill: () => undefined,
  ended: Promise.resolve({ cause: 'lost', detail: '', errorOutput: '', memoryWasShort: false }),
};
