import { describe, expect, test } from 'vitest';
import { createConformalWidth } from '../../../../../src/learning/judging/metrics/conformal-width.ts';
import { conformalIntervals } from '../../../../../src/learning/judging/metrics/intervals.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';

const upTo = (count: number, step = 1) =>
  Float64Array.from({ length: count }, (_, index) => (index + 1) * step);

describe('the width', () => {
  test('one cell: the ⌈0.9·(19 + 1)⌉ = 18th smallest of 19 residuals', () => {
    expect(createConformalWidth([upTo(19)], 0.9).ofAll()).toBe(18);
    expect(createConformalWidth([upTo(3)], 0.9).ofAll()).toBe(3);
  });

  test('fewer than nine cells: the widest of the cells’ own', () => {
    const width = createConformalWidth([upTo(19), upTo(19, 2), upTo(99, 0.1)], 0.9);
    expect(width.ofAll()).toBe(36);
    expect(width.without(1)).toBe(18);
  });

  test('nine cells: their largest residual; nineteen: a level of 0.9·20/19 of cells that weigh the same', () => {
    const nine = Array.from({ length: 9 }, (_, cell) => Float64Array.of(cell));
    expect(createConformalWidth(nine, 0.9).ofAll()).toBe(8);
    // 18 of 19 cells' worth of rows: the long cell of zeros is one cell, however many rows it has.
    const nineteen = [
      new Float64Array(1000),
      ...Array.from({ length: 18 }, (_, cell) => Float64Array.of(cell + 1)),
    ];
    expect(createConformalWidth(nineteen, 0.9).ofAll()).toBe(17);
  });
});

test('shares within count every cell the same', () => {
  const cells = [
    { soh: Float64Array.of(0.01, 0.02, 0.03, 0.04), rul: new Float64Array() },
    { soh: Float64Array.of(0.001), rul: Float64Array.of(5) },
  ];
  const intervals = conformalIntervals(cells);
  expect(intervals.soh_within_2_percent).toBeCloseTo((0.5 + 1) / 2, 12);
  expect(intervals).toMatchObject({ level: 0.9, cells: 2, rul: { half_width: 5, coverage: null } });
  // Cell 1 within 0.001: none of its rows; cell 2 within 0.04: its only one.
  expect(intervals.soh).toEqual({ half_width: 0.04, coverage: 0.5 });
});

test('without any label there is no interval', () => {
  const nothing = { soh: new Float64Array(), rul: new Float64Array() };
  expect(conformalIntervals([nothing])).toMatchObject({ soh: null, rul: null, soh_within_2_percent: null });
});

/** Cells that differ more from each other than their rows do: |shift of the cell + noise|, exchangeable. */
function drawCell(random: ReturnType<typeof createRandom>): Float64Array {
  const shift = random.normal();
  const rowCount = 5 + Math.floor(random.uniform() * 40);
  return Float64Array.from({ length: rowCount }, () => Math.abs(shift + 0.3 * random.normal()));
}
function coverageOfFurtherCell(
  cellCount: number,
  draws: number,
  isCovered: (width: number, cell: Float64Array) => number,
) {
  const random = createRandom(cellCount);
  let covered = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const width = createConformalWidth(
      Array.from({ length: cellCount }, () => drawCell(random)),
      0.9,
    ).ofAll();
    covered += isCovered(width, drawCell(random));
  }
  return covered / draws;
}
const shareInside = (width: number, cell: Float64Array): number =>
  cell.filter((residual) => residual <= width).length / cell.length;

describe('on cells drawn alike', () => {
  // 2000 draws: the standard error of a share near 0.9 is 0.007; three of them are allowed for.
  test.each([9, 15, 40])(
    '%i cells: a further cell’s rows lie inside in 90 % and not much more',
    (cellCount) => {
      const coverage = coverageOfFurtherCell(cellCount, 2000, shareInside);
      expect(coverage).toBeGreaterThan(0.9 - 0.02);
      expect(coverage).toBeLessThan(0.9 + 1 / (cellCount + 1) + 0.02);
    },
  );

  test.each([1, 3, 8])(
    '%i cells: the further cell’s own quantile lies inside with n/(n + 1)',
    (cellCount) => {
      const holds = coverageOfFurtherCell(cellCount, 2000, (width, cell) =>
        createConformalWidth([cell], 0.9).ofAll() <= width ? 1 : 0,
      );
      expect(Math.abs(holds - cellCount / (cellCount + 1))).toBeLessThan(0.035);
    },
  );
});
