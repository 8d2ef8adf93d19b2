import { expect, test } from 'vitest';
import { fitErrorScales, widthHolding } from '../../../../../src/learning/judging/metrics/error-scales.ts';
import {
  type CellResiduals,
  measureIntervals,
} from '../../../../../src/learning/judging/metrics/intervals.ts';

const cell = (soh: readonly number[], rul: readonly number[] = [], choseEpoch = false): CellResiduals => ({
  soh: Float64Array.from(soh),
  rul: Float64Array.from(rul),
  choseEpoch,
});

test('shares within count every cell the same; the record counts rows', () => {
  const intervals = measureIntervals([cell([0.01, 0.02, 0.03, 0.04]), cell([0.001], [5])]);
  expect(intervals.soh_within_2_percent).toBeCloseTo((0.5 + 1) / 2, 12);
  expect(intervals).toMatchObject({ level: 0.9, cells: 2, rul: { coverage: null, record: null } });
  // Cell 1 by the width that 0.001 gives: none of its rows; cell 2 by the one that 0.04 gives: its only one.
  expect(intervals.soh).toMatchObject({ coverage: 0.5, record: { cells: 2, rows: 5, rows_inside: 1 } });
  expect(intervals.soh!.half_width).toBeCloseTo(widthHolding(fitErrorScales([0.04, 0.001]), 0.9), 12);
});

test('a cell that chose the epoch counts for a little more than it shows', () => {
  const honest = measureIntervals([cell([0.01, 0.02])]).soh!;
  const flattered = measureIntervals([cell([0.01, 0.02], [], true)]).soh!;
  expect(flattered.half_width / honest.half_width).toBeCloseTo(1.1, 6);
});

test('without any label there is no interval', () => {
  expect(measureIntervals([cell([])])).toMatchObject({ soh: null, rul: null, soh_within_2_percent: null });
});
