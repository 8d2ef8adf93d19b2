import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDataset, type Dataset } from '../../../../src/learning/data/dataset.ts';
import { type Split, splitRows, type SplitWish } from '../../../../src/learning/data/split.ts';
import { createStreams } from '../../../../src/trainer/streams.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const datasetOf = (...rowCounts: readonly number[]): Dataset =>
  buildDataset(
    rowCounts.map((rowCount, place) => madeUpCell({ batteryId: place + 1, rowCount })),
    [],
  );

function split(dataset: Dataset, wish: Partial<SplitWish> = {}, seed = 1): Split {
  const whole = {
    split_by: null,
    validation_split: 0.2,
    validation_battery_ids: null,
    test_split: 0,
    test_battery_ids: null,
    ...wish,
  };
  return splitRows(dataset, whole, createStreams(seed).split);
}
const ids = (cells: Split['trainingCells']): number[] => cells.map(({ batteryId }) => batteryId);

describe('a split by battery', () => {
  test('puts every row on exactly one side, and no cell on both', () => {
    const wish = fc.record({
      rowCounts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 12 }),
      share: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    });
    fc.assert(
      fc.property(wish, ({ rowCounts, share, seed }) => {
        const dataset = datasetOf(...rowCounts);
        const result = split(dataset, { validation_split: share }, seed);
        const both = [...result.trainingRows, ...result.validationRows].sort((a, b) => a - b);
        expect(both).toEqual([...Array(dataset.rowCount).keys()]);
        const training = new Set([...result.trainingRows].map((row) => dataset.cellStart[row]));
        expect([...result.validationRows].filter((row) => training.has(dataset.cellStart[row]))).toEqual([]);
        expect(result.trainingCells.length).toBeGreaterThan(0);
        expect(result.validationCells.length).toBe(
          Math.min(rowCounts.length - 1, Math.max(1, Math.round(share * rowCounts.length))),
        );
      }),
    );
  });

  test('with test cells has three sides, and validates on the same cells as without', () => {
    const dataset = datasetOf(3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
    for (const seed of [1, 2, 3]) {
      const [without, result] = [split(dataset, {}, seed), split(dataset, { test_split: 0.3 }, seed)];
      expect(ids(result.validationCells)).toEqual(ids(without.validationCells));
      expect(result.testCells).toHaveLength(3);
      const all = [...result.trainingRows, ...result.validationRows, ...result.testRows];
      expect(all.sort((a, b) => a - b)).toEqual([...Array(30).keys()]);
      const roles = [result.trainingCells, result.validationCells, result.testCells].flatMap(ids);
      expect(roles.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  test('tests on the named cells, and refuses one that validates too or that leaves none to train on', () => {
    const dataset = datasetOf(3, 3, 3);
    const named = split(dataset, { test_battery_ids: [2], validation_battery_ids: [3] });
    expect([named.trainingCells, named.validationCells, named.testCells].map(ids)).toEqual([[1], [3], [2]]);
    expect(ids(split(dataset, { test_battery_ids: [2] }).testCells)).toEqual([2]);
    expect(() => split(dataset, { test_battery_ids: [2], validation_battery_ids: [2] })).toThrow(
      'both validates',
    );
    expect(() => split(dataset, { test_battery_ids: [1, 2], validation_battery_ids: [3] })).toThrow(
      'left to train',
    );
  });

  test('is the same for the same seed, and not for every seed', () => {
    const dataset = datasetOf(3, 3, 3, 3, 3, 3);
    expect(split(dataset, {}, 7)).toEqual(split(dataset, {}, 7));
    const drawn = new Set(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ids(split(dataset, {}, seed).validationCells)[0]),
    );
    expect(drawn.size).toBeGreaterThan(2);
  });

  test('takes the named cells, whatever else is wished', () => {
    const result = split(datasetOf(3, 3, 3), { validation_battery_ids: [1, 3], split_by: 'cycle' });
    expect([ids(result.trainingCells), ids(result.validationCells)]).toEqual([[2], [1, 3]]);
  });

  test('refuses ids that are not in the job, or that leave nothing to train on', () => {
    expect(() => split(datasetOf(3, 3), { validation_battery_ids: [9] })).toThrow(/names 9/);
    expect(() => split(datasetOf(3, 3), { validation_battery_ids: [1, 2] })).toThrow(/none is left/);
  });
});

describe('a split by cycle', () => {
  test('validates on the last cycles of each cell', () => {
    const result = split(datasetOf(5, 10), { split_by: 'cycle' });
    expect([...result.validationRows]).toEqual([4, 13, 14]);
    expect(result.splitBy).toBe('cycle');
  });

  test('is what a single cell gets, and never takes its first cycle', () => {
    expect([...split(datasetOf(2), { validation_split: 0.9 }).trainingRows]).toEqual([0]);
    expect(split(datasetOf(10), { split_by: 'battery' }).splitBy).toBe('cycle');
  });
});
