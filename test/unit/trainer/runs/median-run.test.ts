import { expect, test } from 'vitest';
import { medianRun } from '../../../../src/trainer/runs/median-run.ts';

test.each([
  ['of an odd number the one in the middle', [0.5, 0.1, 0.3], 2],
  ['of an even number the better of the middle two', [0.4, 0.1, 0.3, 0.2], 3],
  ['of two the better', [0.2, 0.1], 1],
  ['of equal ones the order of the runs decides', [0.2, 0.2, 0.2, 0.2], 1],
  ['one without a loss counts as the worst', [Infinity, 0.3, Infinity, 0.1, 0.2], 1],
])('%s', (_, losses, place) => {
  expect(medianRun(losses)).toBe(place);
});
