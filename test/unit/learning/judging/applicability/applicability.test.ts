import { describe, expect, it } from 'vitest';
import {
  applicabilityInWords,
  judgeReach,
} from '../../../../../src/learning/judging/applicability/applicability.ts';
import {
  fitInputReach,
  reachOf,
  type RowRange,
} from '../../../../../src/learning/judging/applicability/input-reach.ts';
import { fitStandardisation } from '../../../../../src/learning/data/scaler.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';

const [cellCount, rowsPerCell, width] = [6, 100, 3];

/** Cells along one line: the second input is twice the first, but for noise; the third never changes. */
function drawTable(seed: number) {
  const random = createRandom(seed);
  const values = new Float64Array(cellCount * rowsPerCell * width);
  for (let row = 0; row < cellCount * rowsPerCell; row += 1) {
    const along = random.normal();
    values.set([along, 2 * along + 0.1 * random.normal(), 7], row * width);
  }
  return { values, width };
}

const table = drawTable(1);
const ranges: readonly RowRange[] = Array.from({ length: cellCount }, (_, cell) => ({
  start: cell * rowsPerCell,
  end: (cell + 1) * rowsPerCell,
}));
const everyRow = Int32Array.from({ length: cellCount * rowsPerCell }, (_, row) => row);
const standardisation = fitStandardisation(table, everyRow);
const reach = fitInputReach(table, { training: ranges, heldOut: [] }, standardisation);
const of = (...inputs: number[]) =>
  reachOf(reach, standardisation, { values: Float64Array.from(inputs), width })[0]!;

describe('the reach of inputs', () => {
  it('of further rows of the same kind is about that of a left-out cell', () => {
    const further = reachOf(reach, standardisation, drawTable(2)).toSorted();
    expect(further[further.length / 2]).toBeGreaterThan(0.8);
    expect(further[further.length / 2]).toBeLessThan(1.25);
    expect(reach.cells).toBe(cellCount);
  });

  it('sees what no single input shows: each is usual, both together are not', () => {
    expect(of(1.5, 3, 7)).toBeLessThan(2.5);
    expect(of(1.5, -3, 7)).toBeGreaterThan(5);
  });

  it('sees a column change that never did', () => {
    expect(of(0, 0, 7.01)).toBeLessThan(1);
    expect(of(0, 0, 14)).toBeGreaterThan(4);
  });

  it('counts what is missing as the mean', () => {
    expect(of(Number.NaN, Number.NaN, Number.NaN)).toBe(0);
  });

  it('of a single cell is measured on its own later and earlier parts', () => {
    const one = fitInputReach(table, { training: ranges.slice(0, 1), heldOut: [] }, standardisation);
    expect(one.cells).toBe(5);
    expect(one.typicalDistance).toBeGreaterThan(0);
  });
});

describe('applicability', () => {
  const description = {
    applicability: { factor: [...reach.factor], typical_distance: reach.typicalDistance, cells: reach.cells },
  };
  const scaler = { inputs: standardisation, targets: standardisation, inputLimit: 8 };
  const judge = (...inputs: number[]) =>
    judgeReach({ description, scaler }, { values: Float64Array.from(inputs), width });

  it('usual, unusual with a wider interval, foreign with none', () => {
    expect(judge(0.3, 0.6, 7)).toMatchObject({ ofAll: 'usual', widening: Float64Array.of(1) });
    const unusual = judge(2.2, 4.4, 7);
    expect(unusual.ofRow).toEqual(['unusual']);
    expect(unusual.widening[0]).toBeGreaterThan(1);
    const foreign = judge(40, 80, 7);
    expect(foreign.ofAll).toBe('foreign');
    expect(foreign.widening[0]).toBeNaN();
  });

  it('of several rows is that of the middle one', () => {
    const { ofRow, ofAll } = judge(0, 0, 7, 40, 80, 7, 0.1, 0.2, 7);
    expect(ofRow).toEqual(['usual', 'foreign', 'usual']);
    expect(ofAll).toBe('usual');
  });

  it('too many gaps are unusual, and more are foreign', () => {
    expect(judge(0, Number.NaN, 7).ofAll).toBe('unusual');
    expect(judge(0, Number.NaN, Number.NaN).ofAll).toBe('foreign');
  });

  it('of a model of an older version is not known, and that is said', () => {
    const older = judgeReach({ description: { applicability: null }, scaler }, table);
    expect(older.ofAll).toBeNull();
    expect(applicabilityInWords(null)[0]).toContain('was not measured');
    expect(applicabilityInWords('usual')).toEqual([]);
  });
});
