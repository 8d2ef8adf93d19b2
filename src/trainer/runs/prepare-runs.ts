/**
 * The trainings that one job asks for.
 *
 * `leave_one_battery_out`: as many as cells; each cell validates once while all others train, and every run has the same
 * seed, so that only the cells differ. A number k: one split, drawn with the first seed, for all k runs; the seeds
 * seed … seed + k − 1 change initial weights and shuffling alone. Either way a run is, to the bit, the single training
 * with the same seed and validation_battery_ids.
 */
import type { MeasuredCell } from '../../learning/files/cell-arrays.ts';
import type { Dataset } from '../../learning/data/dataset.ts';
import { inputWidthOf } from '../../learning/data/prepare-rows.ts';
import { splitRows } from '../../learning/data/split.ts';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Pacer } from '../pacer.ts';
import { prepareJob, prepareSplit, type TabulatedJob, tabulateJob } from '../prepare-job.ts';
import { createStreams } from '../streams.ts';
import { inRun } from './in-run.ts';
import type { PreparedRun } from './prepared-run.ts';
import { mostBytes, refuseTooMuchMemory } from './refuse-too-much-memory.ts';

/** Rejects with AppError when there is nothing to learn in one of them, and says in which. */
export async function prepareRuns(
  spec: JobSpec,
  measured: readonly MeasuredCell[],
  pacer: Pick<Pacer, 'pause'>,
): Promise<readonly PreparedRun[]> {
  const { folds, seed } = spec.hyperparams;
  if (folds === 'leave_one_battery_out') return leaveEachOut(tabulateJob(spec, measured), pacer);
  const job = prepareJob(spec, measured);
  if (folds === null) return [{ job, seed, name: null }];
  return Array.from({ length: folds }, (_, place) => ({
    job,
    seed: seed + place,
    name: `run ${place + 1} (seed ${seed + place})`,
  }));
}

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
  for (const [place, { name: cellName }] of cells.entries()) {
    const name = `run ${place + 1} (without "${cellName}")`;
    runs.push(await inRun(name, () => withoutCell(table, place, name)));
    await pacer.pause();
  }
  return runs;
}

/** Standardised inputs, targets and mask of one run, as many targets as there can be, and the order of its rows. */
const bytesOfRows = (dataset: Dataset): number => dataset.rowCount * (8 * (inputWidthOf(dataset) + 4) + 4);

function withoutCell(table: TabulatedJob, place: number, name: string): PreparedRun {
  const { hyperparams } = table.spec;
  const left = table.dataset.cells[place]?.batteryId ?? 0;
  const wish = { ...hyperparams, validation_battery_ids: [left] };
  const split = splitRows(table.dataset, wish, createStreams(hyperparams.seed).split);
  return { job: prepareSplit(table, split), seed: hyperparams.seed, name };
}
