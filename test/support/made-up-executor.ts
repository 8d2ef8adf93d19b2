/** An executor that runs nothing: the test says what its runs say, and when and how they end. */
import type { Executor, RunEnd, RunListener } from '../../src/main/executors/executor.ts';
import type { ParentMessage, TrainerMessage } from '../../src/shared/contract/trainer-messages.ts';
import { newModel } from './sample-rows.ts';

export interface MadeUpRun {
  readonly folder: string;
  readonly asked: string[];
  /** Threads, as they were granted. */
  readonly granted: number[];
  readonly say: (message: TrainerMessage) => void;
  readonly end: (end?: Partial<RunEnd>) => void;
}

export function makeUpExecutor(facts: Partial<Pick<Executor, 'countsSlots' | 'submit'>> = {}) {
  const runs: MadeUpRun[] = [];
  const folders: string[] = [];
  const executor: Executor = {
    name: 'made-up',
    survivesRestart: false,
    countsSlots: true,
    clear: () => Promise.resolve(),
    submit: async (folder) => {
      folders.push(folder);
      return Promise.resolve({ executor: 'made-up', run: String(folders.length - 1) });
    },
    attach: ({ run }, { onMessage }: RunListener) => {
      const { promise: ended, resolve } = Promise.withResolvers<RunEnd>();
      const asked: string[] = [];
      const granted: number[] = [];
      const ask = (wish: ParentMessage): void => {
        if (wish.type === 'threads') granted.push(wish.count);
        else asked.push(wish.type);
      };
      const end = (how: Partial<RunEnd> = {}): void =>
        resolve({ cause: 'ended', detail: '', errorOutput: '', memoryWasShort: false, ...how });
      runs.push({ folder: folders[Number(run)] ?? '', asked, granted, say: onMessage, end });
      return { ask, kill: () => end({ cause: 'killed' }), ended };
    },
    ...facts,
  };
  return { executor, runs };
}

export const succeeded: TrainerMessage = {
  type: 'succeeded',
  model_file: 'model.safetensors',
  features: ['voltage_mean'],
  engine: 'none',
  metrics: {
    ...newModel.metrics,
    train_loss: 0.2,
    val_loss: 0.4,
    val_soh_mape: 1,
    val_soh_mae: 0.01,
    val_soh_rmse: 0.02,
  },
  ended_by: 'epochs',
  evaluation: null,
};
