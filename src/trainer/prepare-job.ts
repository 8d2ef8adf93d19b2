/** Measured cells → everything a training run needs: split, scaler, standardised rows, the shape of the network. */
import type { MeasuredCell } from '../learning/files/cell-arrays.ts';
import { buildDataset, commonFeatures, type Dataset } from '../learning/data/dataset.ts';
import type { NetworkPlan } from '../learning/engines/engine.ts';
import { fitScaler, inputWidthOf, prepareRows, type ScaledRows } from '../learning/data/prepare-rows.ts';
import { fitReferences, type References } from '../learning/judging/references/references.ts';
import type { Scaler } from '../learning/data/scaler.ts';
import { type Split, splitRows } from '../learning/data/split.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { TargetName } from '../shared/contract/model-file.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { createStreams } from './streams.ts';

export interface PreparedJob extends ScaledRows {
  readonly spec: JobSpec;
  readonly dataset: Dataset;
  readonly split: Split;
  readonly scaler: Scaler;
  readonly targets: readonly TargetName[];
  readonly plan: NetworkPlan;
  /** Columns that only some of the cells have, and that no cell therefore trains with. */
  readonly columnsLeftOut: readonly string[];
  /** What the model has to beat, fitted on the same split. */
  readonly references: References;
}

/** Deviations from the mean beyond which an input says no more; no sound measurement lies there. */
const inputLimit = 8;
const hiddenWidth = 64;

/** What its networks can come to at most; the data may take the RUL, and with it one output, away. */
export const widestPlan = (spec: JobSpec): NetworkPlan => ({
  choice: spec,
  inputWidth: commonFeatures(spec.cells).common.length + 1,
  outputWidth: 2,
  hiddenWidth,
});

/** The cells of a job as one table, before any of them is held out. */
export interface TabulatedJob {
  readonly spec: JobSpec;
  readonly dataset: Dataset;
  readonly columnsLeftOut: readonly string[];
  /** SoH at which each cell counts as spent, in the data set's order. */
  readonly endOfLifeByCell: readonly number[];
}

/** Throws AppError where a cell cannot be reckoned with. */
export function tabulateJob(spec: JobSpec, measured: readonly MeasuredCell[]): TabulatedJob {
  const { common, leftOut } = commonFeatures(spec.cells);
  for (const cell of measured) refuseAbsurdCapacity(cell);
  return {
    spec,
    dataset: buildDataset(measured, common),
    columnsLeftOut: leftOut,
    endOfLifeByCell: measured.map(({ cell }) => cell.end_of_life),
  };
}

/** Beyond any slip of units; the squares of greater ones soon overflow, and with them every figure of the model. */
const absurdSoh = 1e6;

function refuseAbsurdCapacity({ cell, cycleIndex, capacityAh }: MeasuredCell): void {
  const limitAh = absurdSoh * cell.nominal_capacity_ah;
  const row = capacityAh.findIndex((capacity) => capacity > limitAh);
  if (row === -1) return;
  throw new AppError(
    'VALIDATION_ERROR',
    `Cycle ${String(cycleIndex[row])} of "${cell.name}" (battery ${cell.battery_id}) has a capacity of ` +
      `${String(capacityAh[row])} Ah at a nominal capacity of ${cell.nominal_capacity_ah} Ah, which no cell has: correct ` +
      'the nominal capacity, or the file and import it anew, or leave this battery out.',
  );
}

/** Throws AppError when there is nothing to learn from these cells. */
export function prepareJob(spec: JobSpec, measured: readonly MeasuredCell[]): PreparedJob {
  const table = tabulateJob(spec, measured);
  return prepareSplit(
    table,
    splitRows(table.dataset, spec.hyperparams, createStreams(spec.hyperparams.seed).split),
  );
}

/** Throws AppError when there is nothing to learn from the training rows of this split. */
export function prepareSplit(table: TabulatedJob, split: Split): PreparedJob {
  const { spec, dataset, columnsLeftOut, endOfLifeByCell } = table;
  refuseTooLittle(dataset, split);
  const targets: readonly TargetName[] = hasRul(dataset, split.trainingRows) ? ['soh', 'rul'] : ['soh'];
  const scaler = fitScaler(dataset, targets, split.trainingRows, inputLimit);
  const plan = {
    choice: spec,
    inputWidth: inputWidthOf(dataset),
    outputWidth: targets.length,
    hiddenWidth,
  };
  const scaled = prepareRows(dataset, targets, scaler);
  const references = fitReferences({ dataset, split, targets, scaler, rows: scaled.rows, endOfLifeByCell });
  return { spec, dataset, split, scaler, targets, plan, columnsLeftOut, references, ...scaled };
}

/** One single RUL teaches nothing about its change. */
const hasRul = ({ rul }: Dataset, rows: Int32Array): boolean => {
  const known = [...rows].map((row) => rul[row] ?? Number.NaN).filter((cycles) => !Number.isNaN(cycles));
  return new Set(known).size > 1;
};

function refuseTooLittle({ soh }: Dataset, { trainingRows, validationRows }: Split): void {
  const known = [...trainingRows].filter((row) => !Number.isNaN(soh[row] ?? Number.NaN));
  if (known.length < 2) {
    throw new AppError(
      'VALIDATION_ERROR',
      `${known.length === 0 ? 'No cycle with a capacity is' : 'Only one cycle with a capacity is'} left to train on, ` +
        'and two are the least; choose batteries with more cycles or a smaller validation_split.',
    );
  }
  if (new Set(known.map((row) => soh[row])).size === 1) {
    throw new AppError(
      'VALIDATION_ERROR',
      `Every cycle to train on has the same SoH (${String(soh[known[0] ?? 0])}), so there is nothing to learn; ` +
        'choose batteries that have aged.',
    );
  }
  if (validationRows.length === 0) {
    throw new AppError(
      'VALIDATION_ERROR',
      'No cycle is left to validate on; choose batteries with more cycles.',
    );
  }
}
