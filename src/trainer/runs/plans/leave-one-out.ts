/**
 * As many trainings as cells: each cell validates once while all others train, and every run has the same seed, so that
 * only the cells differ. A run does, to the bit, the steps of the single training with the same seed and
 * validation_battery_ids; which of its epochs is kept is chosen by the other runs, so that the cell it is judged on has
 * chosen nothing.
 */
import type { Dataset } from '../../../learning/data/dataset.ts';
import { inputWidthOf } from '../../../learning/data/prepare-rows.ts';
import { splitRows } from '../../../learning/data/split.ts';
import { AppError } from '../../../shared/domain/app-error.ts';
import { describeTask } from '../../describe-job.ts';
import { describeIntervals, describeKeptWeights, verdictInLog } from '../../describe-result.ts';
import { information, type LogText, warning } from '../../log-text.ts';
import { cellNames } from '../../names-in-words.ts';
import type { Pacer } from '../../pacer.ts';
import { prepareSplit, type TabulatedJob, tabulateJob } from '../../prepare-job.ts';
import { createStreams } from '../../streams.ts';
import { describeDataOfRuns } from '../describe-data-of-runs.ts';
import { describeFolds } from '../describe-folds.ts';
import { inRun } from '../in-run.ts';
import { judgeLeftOutCells } from '../judge-left-out-cells.ts';
import { keepOne, keptInWords } from '../keep-one.ts';
import { intervalsOverRuns, type MeasuredRun } from '../measure-runs.ts';
import type { PreparedRun } from '../prepared-run.ts';
import { mostBytes, refuseTooMuchMemory } from '../refuse-too-much-memory.ts';
import { type Conclusion, firstOf, meaningOfEpochs, type RunPlan } from '../run-plan.ts';
import { summariseFolds } from '../summarise-folds.ts';

export const leaveOneOut: RunPlan = {
  prepare: (spec, measured, pacer) => leaveEachOut(tabulateJob(spec, measured), pacer),
  describe: (runs, engineName) => {
    const { job, seed } = firstOf(runs);
    const title = `${runs.length} runs: each battery validates once while all others train, every time with seed ${seed}`;
    return [
      information(`${title}. ${meaningOfEpochs}`),
      ...describeTask(job, engineName),
      information(`Left out in turn: ${cellNames(job.dataset.cells)}`),
      ...describeTargets(runs),
      ...describeDataOfRuns(runs),
    ];
  },
  conclude: concludeLeftOut,
};

async function leaveEachOut(
  table: TabulatedJob,
  pacer: Pick<Pacer, 'pause'>,
): Promise<readonly PreparedRun[]> {
  const { cells } = table.dataset;
  if (cells.length < 2) {
    throw new AppError(
      'VALIDATION_ERROR',
      'leave_one_battery_out needs at least 2 batteries; add one, or repeat the split with a number of folds.',
    );
  }
  refuseTooMuchMemory({
    bytes: cells.length * bytesOfRows(table.dataset),
    runCount: cells.length,
    choice: table.spec,
    limitBytes: mostBytes,
  });
  const runs: PreparedRun[] = [];
  for (const [index, { name: cellName }] of cells.entries()) {
    const name = `run ${index + 1} (without "${cellName}")`;
    runs.push(await inRun(name, () => withoutCell(table, index, name)));
    await pacer.pause();
  }
  return runs;
}

/** Standardised inputs, targets and mask of one run, as many targets as there can be, and the order of its rows. */
const bytesOfRows = (dataset: Dataset): number => dataset.rowCount * (8 * (inputWidthOf(dataset) + 4) + 4);

function withoutCell(table: TabulatedJob, index: number, name: string): PreparedRun {
  const { hyperparams } = table.spec;
  const left = table.dataset.cells[index]?.batteryId ?? 0;
  const wish = { ...hyperparams, validation_battery_ids: [left] };
  const split = splitRows(table.dataset, wish, createStreams(hyperparams.seed).split);
  return { job: prepareSplit(table, split), seed: hyperparams.seed, name, epochChosenBy: 'others' };
}

/** Losses over different targets are different things. */
function describeTargets(runs: readonly PreparedRun[]): readonly LogText[] {
  const withRul = runs.filter(({ job }) => job.targets.includes('rul')).length;
  if (withRul === 0 || withRul === runs.length) return [];
  return [
    warning(
      `RUL is trained in ${withRul} of ${runs.length} runs only: without the others’ left-out battery too few reach ` +
        'their end of life. The losses of both kinds of run are not alike; compare their SoH errors instead.',
    ),
  ];
}

/** Verdict and intervals are made from all cells. */
async function concludeLeftOut(runs: readonly MeasuredRun[], pacer: Pacer): Promise<Conclusion> {
  const folds = summariseFolds('leave_one_battery_out', runs);
  const conclusion = keepOne(folds, runs);
  const verdict = judgeLeftOutCells(runs.flatMap(({ metrics }) => metrics.validation_cells));
  const intervals = await intervalsOverRuns(runs, pacer);
  const metrics = {
    ...conclusion.metrics,
    measured_on: 'left_out' as const,
    intervals,
    verdict: verdict.map(({ sentence }) => sentence),
  };
  const lines = [
    ...describeFolds(folds),
    ...verdictInLog(verdict),
    ...describeIntervals(intervals),
    ...(intervals.soh ? [information(originOfIntervals)] : []),
    keptInWords(conclusion.kept),
    ...describeKeptWeights(metrics),
  ];
  return { ...conclusion, metrics, lines };
}

const originOfIntervals =
  'These intervals are made from the errors of all batteries, each those of the run that was trained without it';
