/**
 * The loop over the epochs, for one run or for several side by side: every run does an epoch before any does the next,
 * so that each report can say how the runs stand on average, and how far apart.
 */
import { createCallSize } from './call-size.ts';
import { createEpochLog } from './epoch-log.ts';
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
}

/**
 * Answers the best epoch of each run, in their order. A run whose patience is over keeps its last figures in the reports;
 * the training ends with its last run. Rejects with AppError, naming the run among several, when a loss leaves the
 * numbers: a run that failed is never left out of the average. Rejects with the stop signal's reason when a stop is
 * asked for.
 */
export async function trainEpochs(
  runs: readonly TrainingRun[],
  { reporter, pacer }: TrainingParts,
): Promise<readonly BestEpoch[]> {
  const { epochs, early_stopping_patience: patience } = plannedEpochs(runs);
  const epochLog = createEpochLog(reporter, epochs);
  const callSize = createCallSize();
  const running = await startRuns(runs);
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const inTraining = running.filter(({ progress }) => progress?.isOver !== true);
    if (inTraining.length === 0) break;
    await trainEpoch(inTraining, { epoch, pacer, callSize });
    const progress = running.flatMap((one) => one.progress ?? []);
    const report = combineReports(
      epoch,
      progress.map(({ latest }) => latest),
    );
    reporter.epoch(report);
    const [only] = progress;
    epochLog.write(report, only && progress.length === 1 ? bestOf(only) : null);
    reporter.tick();
    for (const { run, progress: done } of inTraining) {
      if (done?.isOver) reporter.log('INFO', earlyStopInWords(run, patience));
    }
  }
  return running.flatMap(({ progress }) => progress?.best ?? []);
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

const earlyStopInWords = ({ name }: TrainingRun, patience: number | null): string =>
  `${name === null ? 'Stopped early' : `Stopped ${name} early`}: no better validation loss for ${patience} epochs`;
