/** A body of 1 MB, however it is made up, holds nobody up: its check takes time in proportion to its size, and little. */
import { expect, it } from 'vitest';
import { createDispatch } from '../../../../src/main/api/dispatch.ts';
import type { OperationName } from '../../../../src/shared/contract/operations.ts';
import { smallHandlers } from '../../../support/small-backend.ts';
import { withinMs } from '../../../support/time-factor.ts';

const dispatch = createDispatch(smallHandlers, () => undefined);

const named = (count: number, value: unknown): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index.toString(36)}`, value]));
const many = (count: number, value: unknown): unknown[] => Array.from({ length: count }, () => value);

/** `size`: bytes, about. */
const bodies: readonly (readonly [what: string, OperationName, (size: number) => object])[] = [
  [
    'unknown hyperparameters beside an algorithm that does not exist',
    'create-training-job',
    (size) => ({ algorithm: 'magic', battery_ids: [1], hyperparams: named(size / 9, 1) }),
  ],
  [
    'a few thousand unknown hyperparameters beside an algorithm that does not exist',
    'create-training-job',
    (size) => ({ algorithm: 'magic', battery_ids: [1], hyperparams: named(size / 200, 'x'.repeat(190)) }),
  ],
  ['unknown fields', 'update-battery', (size) => ({ battery_id: 1, ...named(size / 9, 1) })],
  [
    'ids that are words',
    'create-training-job',
    (size) => ({ algorithm: 'bilstm', battery_ids: many(size / 4, 'x') }),
  ],
  [
    'ids of which all are the same',
    'create-training-job',
    (size) => ({ algorithm: 'bilstm', battery_ids: many(size / 2, 1) }),
  ],
  [
    'features that are words',
    'create-prediction',
    (size) => ({ algorithm: 'bilstm', cycle_data: { features: named(size / 11, 'x') } }),
  ],
  [
    'samples that are words',
    'create-prediction',
    (size) => ({ algorithm: 'bilstm', cycle_data: { voltage: many(size / 4, 'x') } }),
  ],
  [
    'cycles of nothing',
    'create-prediction',
    (size) => ({ algorithm: 'bilstm', cycle_data: many(size / 3, {}) }),
  ],
  [
    'cycles with features that are words',
    'create-prediction',
    (size) => ({
      algorithm: 'bilstm',
      cycle_data: many(size / 250, { features: named(20, 'x') }),
    }),
  ],
  ['requests of nothing', 'create-predictions', (size) => ({ requests: many(size / 3, {}) })],
  ['ids of cells to judge', 'evaluate-model', (size) => ({ model_id: 1, battery_ids: many(size / 4, 'x') })],
];

it.each(bodies)('%s (%s)', async (_what, operation, bodyOf) => {
  const halfMs = await quickest(operation, bodyOf(500_000));
  const wholeMs = await quickest(operation, bodyOf(1_000_000));
  expect(wholeMs).toBeLessThan(withinMs(50));
  // Twice as large takes twice as long, not four times; the constant is for what is over before a clock
  // can tell.
  expect(wholeMs).toBeLessThan(3 * halfMs + withinMs(10));
});

/** Processor time of this thread, of a few tries: a busy machine can only make one slower. */
async function quickest(operation: OperationName, body: object): Promise<number> {
  const times: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const before = process.threadCpuUsage();
    const result = await dispatch(operation, body, 'req_large');
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1000);
    expect(result.ok).toBe(false);
  }
  return Math.min(...times);
}
