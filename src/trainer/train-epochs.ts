/**
 * The loop over the epochs, for one run or for several side by side: every run does an epoch before any does the next,
 * so that each report can say how the runs stand on average, and how far apart.
 */
import { createCallSize } from './call-size.ts';
import { type Checkpoint, resumeRuns, takeCheckpoint } from './checkpoint.ts';
import { createEpochLog, type EpochLog } from './epoch-log.ts';
import { combineReports } from './runs/combine-reports.ts';
import { judgedLoss } from './judged-loss.ts';
import type { Pacer } from './pacer.ts';
import type { Reporter } from './reporter.ts';
import { trainEpoch } from './train-epoch.ts';
import { startRun } from './train-run.ts';
import type { BestEpoch, RunInTraining, RunProgress, TrainingRun } from './training-run.ts';

export interface TrainingParts {
  readonly reporter: Reporter;
  readonly pacer: Pacer;
  /** Where a training that was broken off goes on; its epochs are not reported again. */
  readonly resumeFrom?: Checkpoint | undefined;
  /** The epoch after which it is to end by choice. Asked before every epoch but the first. */
  readonly finishAfter?: () => number;
  /** Awaited after every epoch, with a way to take a checkpoint of all runs as they stand then. */
  readonly betweenEpochs?: (take: () => Promise<Checkpoint>) => Promise<void>;
  /** Awaited after the last epoch, in the same way. */
  readonly atEnd?: (take: () => Promise<Checkpoint>) => Promise<void>;
}

/**
 * Answers the best epoch of each run, in their order. A run whose patience is over keeps its last figures in the reports;
 * the training ends with its last run. Rejects with AppError, naming the run among several, when a loss leaves the
 * numbers: a run that failed is never left out of the average. Rejects with the stop signal's reason when a stop is
 * asked for.
 */
export async function trainEpochs(
  runs: readonly TrainingRun[],
  parts: TrainingParts,
): Promise<readonly BestEpoch[]> {
  const { resumeFrom } = parts;
  const running = await (resumeFrom ? resumeRuns(runs, resumeFrom) : startRuns(runs));
  const last = await trainToLastEpoch(running, plannedEpochs(runs).epochs, parts);
  if (last > 0) await parts.atEnd?.(() => takeCheckpoint(last, running));
  return running.flatMap(({ progress }) => progress?.best ?? []);
}

/** Answers the last epoch that was done. */
async function trainToLastEpoch(
  running: readonly RunInTraining[],
  epochs: number,
  { reporter, pacer, resumeFrom, finishAfter = never, betweenEpochs }: TrainingParts,
): Promise<number> {
  const epochLog = createEpochLog(reporter, epochs);
  const callSize = createCallSize();
  const first = (resumeFrom?.epoch ?? 0) + 1;
  for (let epoch = first; epoch <= epochs; epoch += 1) {
    const inTraining = running.filter(({ progress }) => progress?.isOver !== true);
    if (inTraining.length === 0) return epoch - 1;
    if (epoch > Math.max(1, finishAfter())) {
      reporter.log('INFO', `Ended by choice after epoch ${epoch - 1} of ${epochs}`);
      return epoch - 1;
    }
    await trainEpoch(inTraining, { epoch, everyRun: running, pacer, callSize });
    reportEpoch(epoch, running, reporter, epochLog);
    reportEarlyStops(epoch, inTraining, reporter);
    await betweenEpochs?.(() => takeCheckpoint(epoch, running));
  }
  return Math.max(epochs, first - 1);
}

const never = (): number => Infinity;

function reportEarlyStops(epoch: number, running: readonly RunInTraining[], reporter: Reporter): void {
  for (const { run, progress } of running) {
    if (progress?.isOver) reporter.log('INFO', earlyStopInWords(run), epoch);
  }
}

function reportEpoch(
  epoch: number,
  running: readonly RunInTraining[],
  reporter: Reporter,
  epochLog: EpochLog,
): void {
  const progress = running.flatMap((one) => one.progress ?? []);
  const report = combineReports(
    epoch,
    progress.map(({ latest }) => latest),
  );
  reporter.epoch(report);
  const [only] = progress;
  epochLog.write(report, only && progress.length === 1 ? bestOf(only) : null);
  reporter.tick();
}

async function startRuns(runs: readonly TrainingRun[]): Promise<readonly RunInTraining[]> {
  const started: RunInTraining[] = [];
  for (const run of runs) started.push(await startRun(run));
  return started;
}

function plannedEpochs(runs: readonly TrainingRun[]) {
  const [first] = runs;
  if (!first) throw new RangeError('a training has one run at least');
  return first.job.spec.hyperparams;
}

const bestOf = ({ best: { report } }: RunProgress): { readonly epoch: number; readonly valLoss: number } => ({
  epoch: report.epoch,
  valLoss: judgedLoss(report),
});

function earlyStopInWords({ name, job }: TrainingRun): string {
  const { early_stopping_patience: patience } = job.spec.hyperparams;
  const who = name === null ? 'Stopped early' : `Stopped ${name} early`;
  return `${who}: no better validation loss for ${patience} epochs`;
}
