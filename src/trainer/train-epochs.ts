/**
 * The loop: shuffled batches, one Adam step each; after every epoch the validation rows. The weights with the lowest
 * validation loss are the result, whatever came later.
 */
import type { Network, Weights } from '../learning/engines/engine.ts';
import type { Random } from '../learning/random.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { refuseDivergence } from './divergence.ts';
import { createEpochLog } from './epoch-log.ts';
import { createEpochLoss } from './epoch-loss.ts';
import { evaluate } from './evaluate.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { Reporter } from './reporter.ts';

export interface TrainingRun {
  readonly job: PreparedJob;
  readonly network: Network;
  readonly shuffle: Random;
  readonly reporter: Reporter;
  readonly pacer: Pacer;
}

export interface BestEpoch {
  readonly report: EpochReport;
  readonly weights: Weights;
  readonly epochsRun: number;
}

/** Rejects with AppError when a loss leaves the numbers, with the stop signal's reason when a stop is asked for. */
export async function trainEpochs(run: TrainingRun): Promise<BestEpoch> {
  const { epochs, early_stopping_patience: patience } = run.job.spec.hyperparams;
  const epochLog = createEpochLog(run.reporter, epochs);
  let best: BestEpoch | undefined;
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const report = await trainEpoch(run, epoch);
    const isBest = best === undefined || judgedLoss(report) < judgedLoss(best.report);
    best =
      isBest || !best
        ? { report, weights: run.network.readWeights(), epochsRun: epoch }
        : { ...best, epochsRun: epoch };
    run.reporter.epoch(report);
    epochLog.write(report, { epoch: best.report.epoch, valLoss: judgedLoss(best.report) });
    run.reporter.tick();
    if (patience !== null && epoch - best.report.epoch >= patience) {
      run.reporter.log('INFO', `Stopped early: no better validation loss for ${patience} epochs`);
      break;
    }
  }
  if (!best) throw new RangeError('a training has one epoch at least');
  return best;
}

/** Where no validation row has a label, the training loss has to do. */
const judgedLoss = ({ val_loss, train_loss }: EpochReport): number => val_loss ?? train_loss ?? Infinity;

async function trainEpoch(run: TrainingRun, epoch: number): Promise<EpochReport> {
  const { job, network, pacer } = run;
  const { batch_size: batchSize, learning_rate: learningRate } = job.spec.hyperparams;
  const order = Int32Array.from(job.split.trainingRows);
  run.shuffle.shuffleInPlace(order);
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
