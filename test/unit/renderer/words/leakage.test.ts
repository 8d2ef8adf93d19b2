import { describe, expect, it } from 'vitest';
import { leakageOfModel, titleWithLeakage } from '../../../../src/renderer/src/words/leakage.ts';
import type { Leakage } from '../../../../src/shared/contract/evaluation.ts';
import type { ModelMetrics } from '../../../../src/shared/contract/model.ts';

const byCycle: Leakage = { code: 'split_by_cycle', message: 'first' };
const twice: Leakage = { code: 'same_cell_twice', message: 'second' };

describe('leakage in words', () => {
  it('a title carries every reason once', () => {
    expect(titleWithLeakage('Loss', [])).toBe('Loss');
    expect(titleWithLeakage('Loss', [byCycle, twice, { ...twice, message: 'again' }])).toBe(
      'Loss · validated by cycle · the same cell trains and validates',
    );
  });

  it('a model without an evaluation still tells that it was split by cycle', () => {
    const metrics = { split_by: 'cycle' } as ModelMetrics;
    expect(leakageOfModel({ evaluation: null, metrics }).map(({ code }) => code)).toEqual(['split_by_cycle']);
    expect(leakageOfModel({ evaluation: null, metrics: { ...metrics, split_by: 'battery' } })).toEqual([]);
    const evaluation = {
      split_by: 'battery' as const,
      training_cells: [1],
      validation_cells: [2],
      test_cells: [],
      leakage: [twice],
      references: [],
    };
    expect(leakageOfModel({ evaluation, metrics })).toEqual([twice]);
  });
});
