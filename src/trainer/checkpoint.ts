/** A training between two epochs, as something that can be kept: from it every run goes on with the same bits. */
import type { TrainingState } from '../learning/engines/engine.ts';
import { type RandomState, restoreRandom } from '../shared/domain/random.ts';
import type { RunInTraining, RunProgress, TrainingRun } from './training-run.ts';

export interface RunCheckpoint {
  readonly state: TrainingState;
  /** Its latest and its best epoch, and whether its patience is over. */
  readonly progress: RunProgress;
  /** Of the stream that shuffles its rows. */
  readonly random: RandomState;
}

export interface Checkpoint {
  /** The last one that is done. */
  readonly epoch: number;
  /** In the order of the job's runs. */
  readonly runs: readonly RunCheckpoint[];
}

/** Of runs that have done an epoch at least. */
export async function takeCheckpoint(epoch: number, running: readonly RunInTraining[]): Promise<Checkpoint> {
  const runs: RunCheckpoint[] = [];
  for (const { run, shuffle, progress } of running) {
    if (!progress) throw new RangeError('a run has no checkpoint before its first epoch');
    runs.push({ state: await run.set.read(run.index), progress, random: shuffle.state() });
  }
  return { epoch, runs };
}

/** Writes what the runs had come to; rejects with an Error where it is a checkpoint of other runs. */
export async function resumeRuns(
  runs: readonly TrainingRun[],
  checkpoint: Checkpoint,
): Promise<readonly RunInTraining[]> {
  if (checkpoint.runs.length !== runs.length) {
    throw new Error(`a checkpoint of ${checkpoint.runs.length} runs fits no training of ${runs.length}`);
  }
  const resumed: RunInTraining[] = [];
  for (const [at, { state, progress, random }] of checkpoint.runs.entries()) {
    const run = runs[at];
    if (!run) continue;
    await run.set.write(run.index, state);
    resumed.push({ run, shuffle: restoreRandom(random), progress });
  }
  return resumed;
}
