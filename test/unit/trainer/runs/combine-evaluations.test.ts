import { expect, test } from 'vitest';
import type { Evaluation } from '../../../../src/shared/contract/evaluation.ts';
import { combineEvaluations } from '../../../../src/trainer/runs/combine-evaluations.ts';

const evaluation = (validating: number, ridgeLoss: number | null, leakage: Evaluation['leakage'] = []) => ({
  split_by: 'battery' as const,
  training_cells: [1, 2, 3].filter((id) => id !== validating),
  validation_cells: [validating],
  test_cells: [],
  leakage,
  references: [{ name: 'ridge' as const, val_loss: ridgeLoss, val_soh_mape: validating }],
});

test('cells of all runs, references as their means', () => {
  const combined = combineEvaluations([evaluation(1, 0.1), evaluation(2, 0.3), evaluation(3, 0.2)]);
  expect(combined.training_cells).toEqual([1, 2, 3]);
  expect(combined.validation_cells).toEqual([1, 2, 3]);
  expect(combined.references[0]!.val_loss).toBeCloseTo(0.2, 12);
  expect(combined.references[0]!.val_soh_mape).toBe(2);
});

test('a reference without a figure in one run has none over all', () => {
  const combined = combineEvaluations([evaluation(1, 0.1), evaluation(2, null)]);
  expect(combined.references).toEqual([{ name: 'ridge', val_loss: null, val_soh_mape: 1.5 }]);
});

test('runs with the same split have its own evaluation', () => {
  const one = evaluation(1, 0.1);
  expect(combineEvaluations([one, one, one])).toBe(one);
});

test('each kind of leakage is said once, with the share of runs that have it', () => {
  const twice = (message: string) => [{ code: 'same_cell_twice' as const, message }];
  const same = combineEvaluations([evaluation(1, 0, twice('A')), evaluation(2, 0, twice('A'))]);
  expect(same.leakage).toEqual(twice('A'));
  const some = combineEvaluations([
    evaluation(1, 0, twice('A')),
    evaluation(2, 0),
    evaluation(3, 0, twice('B')),
  ]);
  expect(some.leakage).toEqual(twice('In 2 of 3 runs, for example: A'));
});
