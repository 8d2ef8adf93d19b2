/** Every cell of a set left out once: a job on the others, by the trainer's own code, and its model asked about the cell. */
import type { Engine } from '../../src/learning/engines/engine.ts';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import type { TrainedModel } from '../../src/learning/files/model-file.ts';
import { judgeCell } from '../../src/learning/judging/evaluation/judge-cell.ts';
import { widthsFor } from '../../src/learning/judging/evaluation/intervals-for-cell.ts';
import { confidenceOf, widenedIntervals } from '../../src/learning/judging/metrics/widened-interval.ts';
import type { Applicability } from '../../src/shared/contract/model-file.ts';
import type { CoverageSet } from './read-sets.ts';
import { trainHere } from './train-here.ts';

export interface AskedCell {
  readonly name: string;
  readonly applicability: Applicability | null;
  /** Rows with a known SoH and an interval, and how many of them were inside. */
  readonly rows: number;
  readonly rowsInside: number;
  readonly answers: readonly AskedRow[];
}

interface AskedRow {
  readonly applicability: Applicability | null;
  /** Null where the answer has none. */
  readonly confidence: number | null;
  /** Within 0.02 of the true SoH. */
  readonly isClose: boolean;
}

export async function holdOutCells(
  { name, cells }: CoverageSet,
  engine: Engine,
): Promise<readonly AskedCell[]> {
  const asked: AskedCell[] = [];
  for (const cell of cells) {
    const model = await trainHere(
      cells.filter((other) => other !== cell),
      { hyperparams: {} },
    );
    const one = await askAbout(model, cell, engine);
    asked.push(one);
    const { applicability, rows, rowsInside } = one;
    console.error(
      `${name}: ${cell.cell.name} is ${applicability ?? 'unknown'}, ${rowsInside} of ${rows} rows inside`,
    );
  }
  return asked;
}

export async function askAbout(model: TrainedModel, cell: MeasuredCell, engine: Engine): Promise<AskedCell> {
  const judged = await judgeCell(model, cell, engine);
  const { soh: widths } = widthsFor(model.description, judged);
  const errors = judged.actual.soh.map((label, row) =>
    Math.abs((judged.predicted.soh[row] ?? Number.NaN) - label),
  );
  const known = [...errors.keys()].filter((row) => !Number.isNaN(errors[row] ?? Number.NaN));
  const banded = known.filter((row) => !Number.isNaN(widths[row] ?? Number.NaN));
  const { intervals } = model.description.metrics;
  const confidenceAt = (row: number): number | null => {
    const soh = (judged.match.sohFactor ?? Number.NaN) * (judged.reach.widening[row] ?? Number.NaN);
    return confidenceOf(widenedIntervals(intervals, { soh, rul: Number.NaN }).soh);
  };
  return {
    name: cell.cell.name,
    applicability: judged.reach.ofAll,
    rows: banded.length,
    rowsInside: banded.filter((row) => (errors[row] ?? Infinity) <= (widths[row] ?? 0)).length,
    answers: known.map((row) => ({
      applicability: judged.reach.ofRow[row] ?? null,
      confidence: confidenceAt(row),
      isClose: (errors[row] ?? Infinity) <= 0.02,
    })),
  };
}
