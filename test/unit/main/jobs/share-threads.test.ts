import { expect, test } from 'vitest';
import { shareThreads } from '../../../../src/main/jobs/share-threads.ts';
import { usableCores } from '../../../../src/main/jobs/usable-cores.ts';
import { usefulThreads } from '../../../../src/shared/domain/useful-threads.ts';

test.each([
  { cores: 15, useful: [51], shares: [15] },
  { cores: 15, useful: [51, 51, 51], shares: [5, 5, 5] },
  { cores: 15, useful: [1, 51, 2], shares: [1, 12, 2] },
  { cores: 4, useful: [51, 51, 51], shares: [2, 1, 1] },
  { cores: 2, useful: [51, 51, 51], shares: [1, 1, 1] },
  { cores: 8, useful: [1], shares: [1] },
  { cores: 8, useful: [], shares: [] },
])('$cores cores among jobs that can use $useful threads: $shares', ({ cores, useful, shares }) => {
  expect(shareThreads(cores, useful)).toEqual(shares);
});

test('one core is kept free from four cores up, or as the setting says, and one is always used', () => {
  const of = (cores: number, keep_core_free: 'auto' | 'on' | 'off' = 'auto') =>
    usableCores({ keep_core_free }, cores);
  expect([of(1), of(3), of(4), of(16)]).toEqual([1, 3, 3, 15]);
  expect([of(1, 'on'), of(2, 'on'), of(16, 'off')]).toEqual([1, 1, 16]);
});

test('a job can use a thread for each run, two for a BiLSTM, and no more than it asks for', () => {
  const of = (algorithm: string, folds: unknown, own: Partial<{ device: string; threads: number }> = {}) =>
    usefulThreads({
      algorithm,
      hyperparams: { folds, device: 'auto', threads: null, ...own },
      battery_ids: [1, 2, 3, 4],
    });
  expect([of('baseline', null), of('baseline', 'leave_one_battery_out'), of('baseline', 5)]).toEqual([
    1, 4, 5,
  ]);
  expect([of('bilstm', null), of('bilstm', 'leave_one_battery_out')]).toEqual([2, 8]);
  expect([of('bilstm', null, { threads: 1 }), of('baseline', 5, { device: 'gpu' })]).toEqual([1, 1]);
});
