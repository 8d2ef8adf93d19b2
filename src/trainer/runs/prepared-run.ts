/** One training of a job: most jobs have a single one, a job with folds several. */
import type { PreparedJob } from '../prepare-job.ts';

export interface PreparedRun {
  /** Runs of the same split share it. */
  readonly job: PreparedJob;
  /** Of initial weights and shuffling. */
  readonly seed: number;
  /** How a log tells it from its siblings, such as `run 3 (without "2C-5")`; null where there are none. */
  readonly name: string | null;
  /** Whose validation rows choose its best epoch: `others` where its own cells are to have chosen nothing. */
  readonly epochChosenBy?: 'itself' | 'others';
}
