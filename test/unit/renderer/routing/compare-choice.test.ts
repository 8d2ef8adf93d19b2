import { expect, it } from 'vitest';
import {
  type CompareChoice,
  emptyComparison,
  parseCompareChoice,
  queryOfComparison,
} from '../../../../src/renderer/src/routing/compare-choice.ts';
import { hrefOf, parseRoute } from '../../../../src/renderer/src/routing/route.ts';

const chosen: CompareChoice = {
  jobIds: [9, 3],
  modelIds: [4],
  cellIds: [7],
  metric: 'rul_rmse',
  curve: 'val_soh_mape',
  value: 'mean',
  scale: 'linear',
  smoothing: '0.9',
  top: 0,
};

it('the address holds the whole choice, and only what is not as at first', () => {
  expect(queryOfComparison(emptyComparison)).toBe('');
  for (const choice of [emptyComparison, chosen, { ...emptyComparison, jobIds: [2] }]) {
    expect(parseRoute(hrefOf({ page: 'compare', choice }))).toEqual({ page: 'compare', choice });
  }
});

it('what no choice can be is as at first', () => {
  const query = new URLSearchParams('jobs=1,x,-3,1,2.5&metric=magic&top=7&axis=&smooth=2');
  expect(parseCompareChoice(query)).toEqual({ ...emptyComparison, jobIds: [1] });
});
