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
 * What a run has come to with the batches of an epoch, given their mean loss. Rejects with AppError when the validation
 * loss leaves the numbers, with the stop signal's reason when a stop is asked for.
 */
export async function reportOfEpoch(
  { run }: RunInTraining,
  epoch: number,
  { total, terms }: BatchLoss,
  pacer: Pacer,
): Promise<EpochReport> {
  const { loss, sohMape } = await evaluate(run, pacer);
  refuseDivergence(run.job.spec, { what: 'validation loss', value: loss ?? 0, epoch });
  return { epoch, train_loss: total, val_loss: loss, terms: { ...terms, val_soh_mape: sohMape } };
}

/** `others`: the latest reports of the other runs. */
export async function progressWith(
  { run, progress }: RunInTraining,
  latest: EpochReport,
  others: readonly EpochReport[],
): Promise<RunProgress> {
  const choiceLoss = choiceLossOf(run, latest, others);
  const best = { ...(await betterOf(progress?.best, { latest, choiceLoss }, run)), epochsRun: latest.epoch };
  const { early_stopping_patience: patience } = run.job.spec.hyperparams;
  return { latest, best, isOver: patience !== null && latest.epoch - best.report.epoch >= patience };
}

/** A run that was left alone has none but itself to ask. */
function choiceLossOf(
  { epochChosenBy }: TrainingRun,
  latest: EpochReport,
  others: readonly EpochReport[],
): number {
  if (epochChosenBy !== 'others' || others.length === 0) return judgedLoss(latest);
  return others.reduce((sum, report) => sum + judgedLoss(report), 0) / others.length;
}

async function betterOf(
  best: BestEpoch | undefined,
  { latest, choiceLoss }: { readonly latest: EpochReport; readonly choiceLoss: number },
  { set, index }: TrainingRun,
): Promise<Omit<BestEpoch, 'epochsRun'>> {
  if (best && choiceLoss >= best.choiceLoss) return best;
  return { report: latest, weights: await set.readWeights(index), choiceLoss };
}
