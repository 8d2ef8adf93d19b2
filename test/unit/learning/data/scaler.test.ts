import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitStandardisation,
  restoreTargets,
  standardiseInputs,
  standardiseTargets,
} from '../../../../src/learning/data/scaler.ts';

const rows = (...numbers: number[]): Int32Array => Int32Array.from(numbers);

describe('fitStandardisation', () => {
  test('gives mean and population deviation of each column', () => {
    const values = Float64Array.of(1, 10, 3, 10, 5, 40, 7, 40);
    const { mean, deviation } = fitStandardisation({ values, width: 2 }, rows(0, 1, 2, 3));
    expect([...mean]).toEqual([4, 25]);
    expect([...deviation]).toEqual([Math.sqrt(5), 15]);
  });

  test('never looks at a row that does not train', () => {
    const table = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(table, table, (seen, unseen) => {
        const training = rows(0, 2, 3);
        const values = Float64Array.from(seen);
        const changed = values.map((value, index) =>
          training.includes(Math.floor(index / 2)) ? value : (unseen[index] ?? 0),
        );
        expect(fitStandardisation({ values: changed, width: 2 }, training)).toEqual(
          fitStandardisation({ values, width: 2 }, training),
        );
      }),
    );
  });

  test('leaves missing values out', () => {
    const values = Float64Array.of(1, NaN, 3, NaN);
    const { mean, deviation } = fitStandardisation({ values, width: 1 }, rows(0, 1, 2, 3));
    expect([mean[0], deviation[0]]).toEqual([2, 1]);
  });
});

describe('standardiseInputs', () => {
  const table = { values: Float64Array.of(1, 5, 3, 5, NaN, 9, 1e9, 5), width: 2 };
  const scaler = {
    inputs: fitStandardisation(table, rows(0, 1)),
    targets: { mean: Float64Array.of(), deviation: Float64Array.of() },
    inputLimit: 8,
  };

  test('is 0 for what is missing, and for a column that never changed in training', () => {
    const { values, missingByColumn } = standardiseInputs(table, scaler);
    expect([...values]).toEqual([-1, 0, 1, 0, 0, 0, 8, 0]);
    expect([...missingByColumn]).toEqual([1, 0]);
  });

  test('keeps what lies far outside within the limit, and counts it', () => {
    const { values, limitedByColumn } = standardiseInputs(table, scaler);
    expect(Math.max(...values)).toBe(8);
    expect([...limitedByColumn]).toEqual([1, 0]);
  });
});

test('targets return to their units, and an unknown label is masked', () => {
  const labels = Float64Array.of(0.9, 100, 0.8, NaN, 0.7, 300);
  const targets = fitStandardisation({ values: labels, width: 2 }, rows(0, 1, 2));
  const { values, mask } = standardiseTargets({ values: labels, width: 2 }, targets);
  expect([...mask]).toEqual([1, 1, 1, 0, 1, 1]);
  const restored = restoreTargets(values, targets);
  [0, 1, 2, 4, 5].forEach((index) => expect(restored[index]).toBeCloseTo(labels[index]!, 12));
});
