import { describe, expect, test } from 'vitest';
import { buildDataset, commonFeatures } from '../../../../src/learning/data/dataset.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const first = madeUpCell({ batteryId: 1, rowCount: 4, featureNames: ['a', 'b', 'c'] });
const second = madeUpCell({ batteryId: 2, rowCount: 3, featureNames: ['c', 'd', 'a'] });

describe('commonFeatures', () => {
  test('keeps the columns of every cell in the order of the first, and names the others', () => {
    expect(commonFeatures([first.cell, second.cell])).toEqual({ common: ['a', 'c'], leftOut: ['b', 'd'] });
  });

  test('may find none', () => {
    const other = madeUpCell({ batteryId: 3, rowCount: 3, featureNames: ['x'] });
    expect(commonFeatures([first.cell, other.cell]).common).toEqual([]);
  });
});

describe('buildDataset', () => {
  const dataset = buildDataset([first, second], ['a', 'c']);

  test('puts the named features of each cell in place and the cycle index last', () => {
    expect(dataset.inputs).toHaveLength(7 * 3);
    const row = dataset.inputs.subarray(5 * 3, 6 * 3);
    expect([...row]).toEqual([second.features[3 + 2], second.features[3 + 0], 2]);
  });

  test('knows where each cell starts', () => {
    expect([...dataset.cellStart]).toEqual([0, 0, 0, 0, 4, 4, 4]);
    expect(dataset.cells.map(({ start, rowCount }) => [start, rowCount])).toEqual([
      [0, 4],
      [4, 3],
    ]);
  });

  test('labels by nominal capacity, RUL only where the end of life is reached and stays reached', () => {
    const cell = { ...first, capacityAh: Float64Array.of(1.9, 1.5, 1.5, 1.5) };
    const labelled = buildDataset(
      [cell, { ...first, capacityAh: Float64Array.of(1.9, 1.5, 1.9, 1.5) }],
      ['a'],
    );
    expect([...labelled.soh.subarray(0, 4)]).toEqual([0.95, 0.75, 0.75, 0.75]);
    expect([...labelled.rul]).toEqual([1, 0, 0, 0, NaN, NaN, NaN, NaN]);
  });

  test('takes infinite features for missing ones', () => {
    const cell = {
      ...first,
      features: first.features.map((value, index) => (index === 0 ? Infinity : value)),
    };
    expect(buildDataset([cell], ['a', 'b']).inputs[0]).toBeNaN();
  });
});
