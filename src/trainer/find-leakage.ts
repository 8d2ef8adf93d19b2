/** Everything that may flatter a run's figures, each with a sentence on what it is and what it does to them. */
import { findLabelLikeFeatures } from '../learning/judging/leakage/label-like-features.ts';
import { findRepeatedCells } from '../learning/judging/leakage/repeated-cells.ts';
import { columnsBeyondRows } from '../learning/judging/leakage/scaler-reach.ts';
import { rowsReachingFuture } from '../learning/judging/leakage/window-reach.ts';
import { inputWidthOf, labelTable } from '../learning/data/prepare-rows.ts';
import type { Leakage } from '../shared/contract/evaluation.ts';
import type { MethodTable } from '../shared/contract/methods/define-method.ts';
import { windowOf } from '../shared/domain/method-facts.ts';
import { cellNames, counted, quotedNames } from './names-in-words.ts';
import type { PreparedJob } from './prepare-job.ts';

/** In the order of the contract's codes; tens of milliseconds for tens of thousands of rows. */
export const findLeakage = (job: PreparedJob, methods?: MethodTable): readonly Leakage[] => [
  ...splitByCycle(job),
  ...trainedOnValidationCell(job),
  ...sameCellTwice(job),
  ...scalerBeyondTraining(job),
  ...windowReachesFuture(job, methods),
  ...featureResemblesLabel(job),
];

function splitByCycle({ split, targets }: PreparedJob): readonly Leakage[] {
  if (split.splitBy === 'battery') return [];
  const message =
    'Split by cycle: the validation cycles come from cells that training has seen, so the error shown is smaller ' +
    `than on a new cell${targets.includes('rul') ? ' (their RUL even tells when these cells end)' : ''}. Choose two ` +
    'or more batteries and split_by "battery" to see that error.';
  return [{ code: 'split_by_cycle', message }];
}

/** By the rows themselves, not by the lists of cells: no row does both, and, split by battery, no cell does. */
function trainedOnValidationCell({ dataset, split }: PreparedJob): readonly Leakage[] {
  const unitOf = (row: number): number =>
    split.splitBy === 'battery' ? (dataset.cellStart[row] ?? row) : row;
  const trained = new Set(Array.from(split.trainingRows, unitOf));
  const starts = new Set(
    Array.from(
      split.validationRows.filter((row) => trained.has(unitOf(row))),
      (row) => dataset.cellStart[row],
    ),
  );
  const cells = dataset.cells.filter(({ start }) => starts.has(start));
  if (cells.length === 0) return [];
  const message =
    `Cycles of ${cellNames(cells)} both train and validate, so the error shown is partly that of what was learnt ` +
    'by heart. This is a fault of the program; please report it.';
  return [{ code: 'trained_on_validation_cell', message }];
}

function sameCellTwice({ spec, dataset, split }: PreparedJob): readonly Leakage[] {
  const nominalAh = new Map(spec.cells.map((cell) => [cell.battery_id, cell.nominal_capacity_ah]));
  const capacityAh = Float64Array.from(dataset.soh);
  for (const { batteryId, start, rowCount } of dataset.cells) {
    for (let row = start; row < start + rowCount; row += 1) {
      capacityAh[row] = (capacityAh[row] ?? 0) * (nominalAh.get(batteryId) ?? 1);
    }
  }
  const heldOut = {
    ...split,
    validationCells: [...split.validationCells, ...split.testCells],
    validationRows: Int32Array.from([...split.validationRows, ...split.testRows]),
  };
  return findRepeatedCells({ dataset, capacityAh, split: heldOut }).map(({ validation, training }) => ({
    code: 'same_cell_twice',
    message:
      `${cellNames([validation])}, which validates, holds the same measurements as ${cellNames([training])}, which ` +
      'trains: its error is that of a cell that training has seen. Leave one of the two out.',
  }));
}

function scalerBeyondTraining({ dataset, split, scaler, targets }: PreparedJob): readonly Leakage[] {
  const inputs = { values: dataset.inputs, width: inputWidthOf(dataset) };
  const columns = [
    ...columnsBeyondRows(inputs, split.trainingRows, scaler.inputs).map(
      (column) => dataset.featureNames[column] ?? 'cycle index',
    ),
    ...columnsBeyondRows(labelTable(dataset, targets), split.trainingRows, scaler.targets).map(
      (column) => targets[column] ?? '',
    ),
  ];
  if (columns.length === 0) return [];
  const message =
    `The scaling of ${quotedNames(columns)} is not that of the training cycles alone, so something of the validation ` +
    'cycles reaches the model. This is a fault of the program; please report it.';
  return [{ code: 'scaler_beyond_training', message }];
}

function windowReachesFuture(
  { spec, dataset, rows }: PreparedJob,
  methods: MethodTable | undefined,
): readonly Leakage[] {
  const window = windowOf(spec, methods);
  if (window === null) return [];
  const reaching = rowsReachingFuture(dataset, rows.cellStart, window);
  if (reaching === 0) return [];
  const message =
    `The windows of ${counted(reaching, 'cycle', 'cycles')} hold later cycles or those of another cell, which nobody ` +
    'has at the time of a prediction. This is a fault of the program; please report it.';
  return [{ code: 'window_reaches_future', message }];
}

function featureResemblesLabel({ dataset, split }: PreparedJob): readonly Leakage[] {
  return findLabelLikeFeatures(dataset, split.trainingRows).map(({ name, resembles }) => ({
    code: 'feature_resembles_label',
    message:
      resembles === 'capacity'
        ? `Column "${name}" is nearly the capacity itself (correlation above 0.9999 in the training cycles): the ` +
          'model reads its answer there, and the error says little about cells whose capacity is not measured. ' +
          'Leave the column out of the file.'
        : `Column "${name}" counts down to the end of the cell or of its file: it is known only afterwards, so the ` +
          'error is one that no cell in use can have. Leave the column out of the file.',
  }));
}
