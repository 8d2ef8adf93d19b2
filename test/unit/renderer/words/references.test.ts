import { describe, expect, it } from 'vitest';
import { referenceMarks } from '../../../../src/renderer/src/charts/reference-marks.ts';
import { standingAmong } from '../../../../src/renderer/src/words/references.ts';
import type { Evaluation } from '../../../../src/shared/contract/evaluation.ts';

const evaluation: Evaluation = {
  split_by: 'battery',
  training_cells: [1],
  validation_cells: [2],
  test_cells: [],
  leakage: [],
  references: [
    { name: 'mean', val_loss: 1, val_soh_mape: 8 },
    { name: 'linear_fade', val_loss: null, val_soh_mape: null },
    { name: 'ridge', val_loss: 0.02, val_soh_mape: 0.9 },
  ],
};

describe('references beside a job', () => {
  it('are lines with a column name each; one without a loss has no line', () => {
    expect(referenceMarks(null)).toEqual([]);
    expect(referenceMarks(evaluation).map(({ label, at, key }) => [label, at, key])).toEqual([
      ['mean', 1, 'mean_val_loss'],
      ['ridge', 0.02, 'ridge_val_loss'],
    ]);
  });

  it('the best loss so far stands among them in words', () => {
    expect(standingAmong(null, evaluation)).toBeNull();
    expect(standingAmong(0.5, null)).toBeNull();
    expect(standingAmong(0.5, evaluation)).toBe(
      'So far, by validation loss: better than mean; ridge (0.0200) is better',
    );
    expect(standingAmong(0.01, evaluation)).toBe('So far, by validation loss: better than mean and ridge');
    expect(standingAmong(2, evaluation)).toBe(
      'So far, by validation loss: mean (1.00) and ridge (0.0200) are better',
    );
  });
});
