/** What linear fade says of every validation row: one line for each validation cell. */
import type { TargetName } from '../../../shared/contract/model-file.ts';
import type { Dataset, DatasetCell } from '../../data/dataset.ts';
import { inputWidthOf } from '../../data/prepare-rows.ts';
import type { Split } from '../../data/split.ts';
import { type FadeLine, fadeLineRul, fitFadeLine, rowsOfFadeLine } from './linear-fade.ts';

export interface FadeTask {
  readonly dataset: Dataset;
  readonly split: Split;
  readonly targets: readonly TargetName[];
  /** SoH at which each cell of the data set counts as spent, in the same order. */
  readonly endOfLifeByCell: readonly number[];
}

/**
 * [validation rows, O] physical units; NaN where there is no answer. The line of a cell goes through its first rows
 * (`rowsOfFadeLine`), or, split by cycle, through all of its training rows; it is judged on the same rows as the model.
 */
export function predictFade(task: FadeTask): Float64Array {
  const { dataset, split, targets } = task;
  const width = targets.length;
  const byStart = new Map(dataset.cells.map((cell, index) => [cell.start, { cell, index }]));
  const lines = new Map(split.validationCells.map((cell) => [cell.start, lineOf(task, cell)]));
  const predictions = new Float64Array(split.validationRows.length * width).fill(Number.NaN);
  split.validationRows.forEach((row, index) => {
    const start = dataset.cellStart[row] ?? 0;
    const line = lines.get(start);
    if (!line) return;
    const cycle = cycleOf(dataset, row);
    const endOfLife = task.endOfLifeByCell[byStart.get(start)?.index ?? 0] ?? Number.NaN;
    targets.forEach((target, column) => {
      predictions[index * width + column] =
        target === 'soh' ? line.intercept + line.slope * cycle : fadeLineRul(line, cycle, endOfLife);
    });
  });
  return predictions;
}

function lineOf({ dataset, split }: FadeTask, { start, rowCount }: DatasetCell): FadeLine | null {
  const own =
    split.splitBy === 'cycle'
      ? split.trainingRows.filter((row) => dataset.cellStart[row] === start)
      : Int32Array.from({ length: rowCount }, (_, row) => start + row);
  const known = own.filter((row) => !Number.isNaN(dataset.soh[row] ?? Number.NaN));
  const count = split.splitBy === 'cycle' ? known.length : rowsOfFadeLine(known.length);
  const rows = [...known.subarray(0, count)];
  return fitFadeLine(
    rows.map((row) => cycleOf(dataset, row)),
    rows.map((row) => dataset.soh[row] ?? Number.NaN),
  );
}

/** The cycle index is the last input. */
function cycleOf(dataset: Dataset, row: number): number {
  const width = inputWidthOf(dataset);
  return dataset.inputs[row * width + width - 1] ?? Number.NaN;
}
