/** A run with its network, and what it has come to. */
import type { RunSet, Weights } from '../learning/engines/engine.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import type { Random } from '../shared/domain/random.ts';
import type { PreparedRun } from './runs/prepared-run.ts';

export interface TrainingRun extends PreparedRun {
  /** Holds its network, perhaps beside those of other runs. */
  readonly set: RunSet;
  /** Of this run in the set. */
  readonly index: number;
}

export interface BestEpoch {
  readonly report: EpochReport;
  readonly weights: Weights;
  readonly epochsRun: number;
  /** What it was chosen by: the loss on its own validation rows, or the mean of the other runs'. */
  readonly choiceLoss: number;
}

/** A run after one more epoch. */
export interface RunProgress {
  readonly latest: EpochReport;
  readonly best: BestEpoch;
  /** Its patience is over: no further epoch. */
  readonly isOver: boolean;
}

/** A run in training; what it has come to changes with every epoch. */
export interface RunInTraining {
  readonly run: TrainingRun;
  readonly shuffle: Random;
  progress?: RunProgress;
}
