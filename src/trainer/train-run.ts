/**
 * One training among those of a job, an epoch at a time: shuffled batches, one step of the optimiser each, then the
 * validation rows. The weights with the lowest validation loss are its result, whatever came later.
 */
import { initialState } from '../learning/engines/training-state.ts';
import type { BatchLoss } from '../learning/engines/engine.ts';
import { initialWeights } from '../learning/methods/initial-weights.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { refuseDivergence } from './divergence.ts';
import { evaluate } from './evaluate.ts';
import { judgedLoss } from './judged-loss.ts';
import type { Pacer } from './pacer.ts';
import { createStreams } from './streams.ts';
import type { BestEpoch, RunInTraining, RunProgress, TrainingRun } from './training-run.ts';

/** Writes the initial weights. */
export async function startRun(run: TrainingRun): Promise<RunInTraining> {
  await run.set.write(run.index, initialState(initialWeights(run.job.plan, run.seed)));
  return { run, shuffle: createStreams(run.seed).shuffle };
}

/** The training rows in a new random order, cut into batches. */
export function shuffledBatches({ run, shuffle }: RunInTraining): readonly Int32Array[] {
  const { batch_size: batchSize } = run.job.spec.hyperparams;
  const order = Int32Array.from(run.job.split.trainingRows);
  shuffle.shuffleInPlace(order);
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, batch) =>
    order.subarray(batch * batchSize, (batch + 1) * batchSize),
  );
}

/**
 * After the batches of an epoch, given their mean loss. Rejects with AppError when the validation loss leaves the numbers,
 * with the stop signal's reason when a stop is asked for.
 */
export async function endEpoch(
  { run, progress }: RunInTraining,
  epoch: number,
  { total, terms }: BatchLoss,
  pacer: Pacer,
): Promise<RunProgress> {
  const { loss, sohMape } = await evaluate(run, pacer);
  refuseDivergence(run.job.spec, { what: 'validation loss', value: loss ?? 0, epoch });
  const latest = { epoch, train_loss: total, val_loss: loss, terms: { ...terms, val_soh_mape: sohMape } };
  const best = { ...(await betterOf(progress?.best, latest, run)), epochsRun: epoch };
  const { early_stopping_patience: patience } = run.job.spec.hyperparams;
  return { latest, best, isOver: patience !== null && epoch - best.report.epoch >= patience };
}

async function betterOf(
  best: BestEpoch | undefined,
  latest: EpochReport,
  { set, index }: TrainingRun,
): Promise<Omit<BestEpoch, 'epochsRun'>> {
  if (best && judgedLoss(latest) >= judgedLoss(best.report)) return best;
  return { report: latest, weights: await set.readWeights(index) };
}
