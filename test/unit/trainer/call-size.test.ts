import { expect, test } from 'vitest';
import { createCallSize } from '../../../src/trainer/call-size.ts';

/** What calls come to when each batch takes so long; the sizes of the calls in turn. */
function sizesAt(msPerBatch: number, calls: number): number[] {
  const size = createCallSize();
  return Array.from({ length: calls }, () => {
    const batches = size.batchCount();
    size.learn(batches, batches * msPerBatch);
    return batches;
  });
}

test('grows from one batch to what takes about twenty milliseconds', () => {
  expect(sizesAt(1, 8)).toEqual([1, 2, 4, 8, 16, 20, 20, 20]);
});

test('a batch that takes longer is a call by itself', () => {
  expect(sizesAt(300, 3)).toEqual([1, 1, 1]);
});

test('is bounded where a batch takes no time at all', () => {
  expect(sizesAt(0, 20).at(-1)).toBe(4096);
});

test('shrinks at once when batches become slow', () => {
  const size = createCallSize();
  for (let call = 0; call < 6; call++) size.learn(size.batchCount(), size.batchCount());
  size.learn(20, 200);
  expect(size.batchCount()).toBe(2);
});

test('a last, shorter call of an epoch neither grows nor shrinks it', () => {
  const size = createCallSize();
  for (let call = 0; call < 6; call++) size.learn(size.batchCount(), size.batchCount());
  size.learn(3, 3);
  expect(size.batchCount()).toBe(20);
  size.learn(3, 0.1);
  expect(size.batchCount()).toBe(20);
});
