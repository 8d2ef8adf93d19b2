/**
 * One epoch of several runs. Those whose networks lie in one set are trained together, a few batches of each in a call of
 * the engine, so that an engine can do at once what does not depend on one another.
 */
import type { RunBatches, RunSet } from '../learning/engines/engine.ts';
import type { EpochReport } from '../shared/contract/trainer-messages.ts';
import { optimiserStepOf } from '../learning/optimizers/adam.ts';
import type { CallSize } from './call-size.ts';
import { refuseDivergence } from './divergence.ts';
import { createEpochLoss, type EpochLoss } from './epoch-loss.ts';
import type { Pacer } from './pacer.ts';
import { inRun } from './runs/in-run.ts';
import { sideBySide } from './runs/side-by-side.ts';
import { progressWith, reportOfEpoch, shuffledBatches } from './train-run.ts';
import type { RunInTraining, TrainingRun } from './training-run.ts';

export interface EpochParts {
  readonly epoch: number;
  /** Those too that are over. */
  readonly everyRun: readonly RunInTraining[];
  readonly pacer: Pacer;
  readonly callSize: CallSize;
}

/** A run on its way through the epoch. */
interface Lane {
  readonly of: RunInTraining;
  readonly run: TrainingRun;
  readonly batches: readonly Int32Array[];
  readonly losses: EpochLoss;
}

/**
 * Sets the progress of each run. Rejects with AppError, naming the run among several, when a loss leaves the numbers, with
 * the stop signal's reason when a stop is asked for.
 */
export async function trainEpoch(running: readonly RunInTraining[], parts: EpochParts): Promise<void> {
  const lanes = running.map(laneOf);
  const bySet = Map.groupBy(lanes, ({ run }) => run.set);
  for (const [set, ofSet] of bySet) await trainLanes(set, ofSet, parts);
  const reports = new Map<RunInTraining, EpochReport>();
  const report = async ({ of, run, losses }: Lane): Promise<void> => {
    const made = () => reportOfEpoch(of, parts.epoch, losses.mean(), parts.pacer);
    reports.set(of, await inRun(run.name, made));
  };
  for (const [set, ofSet] of bySet) await sideBySide(ofSet, set.predictionsAtOnce ?? 1, report);
  await chooseBest(running, reports, parts.everyRun);
}

/** Once all have reported: a run may ask the others which of its epochs is the best. */
async function chooseBest(
  running: readonly RunInTraining[],
  reports: ReadonlyMap<RunInTraining, EpochReport>,
  everyRun: readonly RunInTraining[],
): Promise<void> {
  const latestOf = (one: RunInTraining) => reports.get(one) ?? one.progress?.latest ?? [];
  const latest = everyRun.map((one) => ({ one, report: latestOf(one) }));
  for (const one of running) {
    const report = reports.get(one);
    if (!report) continue;
    const others = latest.flatMap((other) => (other.one === one ? [] : other.report));
    one.progress = await progressWith(one, report, others);
  }
}

const laneOf = (of: RunInTraining): Lane => ({
  of,
  run: of.run,
  batches: shuffledBatches(of),
  losses: createEpochLoss(),
});

/** Round after round: the next few batches of every lane, in one call or, where they are too many for one, in several. */
async function trainLanes(set: RunSet, all: readonly Lane[], parts: EpochParts): Promise<void> {
  for (let start = 0, lanes = all; lanes.length > 0;) {
    const batchCount = Math.max(1, Math.floor(parts.callSize.batchCount() / lanes.length));
    for (let first = 0; first < lanes.length;) {
      const laneCount = Math.max(1, Math.floor(parts.callSize.batchCount() / batchCount));
      const together = lanes.slice(first, first + laneCount);
      await trainTogether(set, together, { start, end: start + batchCount }, parts);
      first += laneCount;
    }
    start += batchCount;
    lanes = lanes.filter(({ batches }) => batches.length > start);
  }
}

interface BatchRange {
  readonly start: number;
  readonly end: number;
}

/** One call of the engine. */
async function trainTogether(
  set: RunSet,
  lanes: readonly Lane[],
  { start, end }: BatchRange,
  { epoch, pacer, callSize }: EpochParts,
): Promise<void> {
  const [first] = lanes;
  if (!first) return;
  const wanted: readonly RunBatches[] = lanes.map(({ run, batches }) => ({
    run: run.index,
    batches: batches.slice(start, end),
  }));
  const startedMs = pacer.elapsedMs();
  const losses = await set.train(wanted, optimiserStepOf(first.run.job.spec.hyperparams));
  const batchCount = wanted.reduce((sum, { batches }) => sum + batches.length, 0);
  callSize.learn(batchCount, pacer.elapsedMs() - startedMs);
  for (let batch = start; batch < end; batch += 1) {
    for (const [at, lane] of lanes.entries()) {
      const [rows, loss] = [lane.batches[batch], losses[at]?.[batch - start]];
      if (!rows || !loss) continue;
      if (!Number.isFinite(loss.total)) await refuseLoss(lane, loss.total, epoch);
      lane.losses.addBatch(loss, rows.length);
    }
  }
  if (pacer.isDue()) await pacer.pause();
}

/** Always rejects; told by batch and then by run, so that the same training names the same run however calls were cut. */
const refuseLoss = ({ run }: Lane, value: number, epoch: number): Promise<void> =>
  inRun(run.name, () => refuseDivergence(run.job.spec, { what: 'loss', value, epoch }));
