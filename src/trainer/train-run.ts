/**
 * One training, an epoch at a time: shuffled batches, one Adam step each, then the validation rows. The weights with the
 * lowest validation loss are its result, whatever came later.
 */
import { initialWeights } from '../learning/methods/initial-weights.ts';
import type { Network, Weights } from '../learning/engines/engine.ts';
import type { Random } from '../shared/domain/random.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { refuseDivergence } from './divergence.ts';
import { createEpochLoss } from './epoch-loss.ts';
import { evaluate } from './evaluate.ts';
import type { PreparedRun } from './runs/prepared-run.ts';
import { judgedLoss } from './judged-loss.ts';
import type { Pacer } from './pacer.ts';
import { createStreams } from './streams.ts';

export interface TrainingRun extends PreparedRun {
  readonly network: Network;
}

export interface BestEpoch {
  readonly report: EpochReport;
  readonly weights: Weights;
  readonly epochsRun: number;
}

/** A run after one more epoch. */
export interface RunProgress {
  readonly latest: EpochReport;
  readonly best: BestEpoch;
  /** Its patience is over: no further epoch. */
  readonly isOver: boolean;
}

/** Rejects with AppError when a loss leaves the numbers, with the stop signal's reason when a stop is asked for. */
export type TrainOneEpoch = () => Promise<RunProgress>;

/** Writes the initial weights; each call of what it answers trains one epoch more. */
export function startRun(run: TrainingRun, pacer: Pacer): TrainOneEpoch {
  const { early_stopping_patience: patience } = run.job.spec.hyperparams;
  const { shuffle } = createStreams(run.seed);
  let epoch = 0;
  let best: BestEpoch | undefined;
  run.network.writeWeights(initialWeights(run.job.plan, run.seed));
  return async () => {
    epoch += 1;
    const latest = await trainEpoch(run, { epoch, shuffle, pacer });
    best = { ...betterOf(best, latest, run.network), epochsRun: epoch };
    return { latest, best, isOver: patience !== null && epoch - best.report.epoch >= patience };
  };
}

function betterOf(
  best: BestEpoch | undefined,
  latest: EpochReport,
  network: Network,
): Omit<BestEpoch, 'epochsRun'> {
  if (best && judgedLoss(latest) >= judgedLoss(best.report)) return best;
  return { report: latest, weights: network.readWeights() };
}

interface Epoch {
  readonly epoch: number;
  readonly shuffle: Random;
  readonly pacer: Pacer;
}

async function trainEpoch(
  { job, network }: TrainingRun,
  { epoch, shuffle, pacer }: Epoch,
): Promise<EpochReport> {
  const { batch_size: batchSize, learning_rate: learningRate } = job.spec.hyperparams;
  const order = Int32Array.from(job.split.trainingRows);
  shuffle.shuffleInPlace(order);
  const losses = createEpochLoss();
  for (let start = 0; start < order.length; start += batchSize) {
    const rows = order.subarray(start, start + batchSize);
    const loss = network.trainBatch(rows, learningRate);
    refuseDivergence(job.spec, { what: 'loss', value: loss.total, epoch });
    losses.addBatch(loss, rows.length);
    if (pacer.isDue()) await pacer.pause();
  }
  const { total, terms } = losses.mean();
  const evaluation = await evaluate(network, job, pacer);
  refuseDivergence(job.spec, { what: 'validation loss', value: evaluation.loss ?? 0, epoch });
  return {
    epoch,
    train_loss: total,
    val_loss: evaluation.loss,
    terms: { ...terms, val_soh_mape: evaluation.sohMape },
  };
}
