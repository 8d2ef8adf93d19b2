import { expect, it } from 'vitest';
import { sideBySide } from '../../../../src/trainer/runs/side-by-side.ts';

it('does so many at once and no more', async () => {
  let now = 0;
  const most: number[] = [];
  await sideBySide([1, 2, 3, 4, 5], 2, async () => {
    most.push((now += 1));
    await Promise.resolve();
    now -= 1;
  });
  expect(most).toEqual([1, 2, 1, 2, 1]);
});

it('rejects as the first in order, also where another failed sooner, and starts no further group', async () => {
  const started: number[] = [];
  const work = async (item: number): Promise<void> => {
    started.push(item);
    if (item === 1) await new Promise((resolve) => setImmediate(resolve));
    throw new Error(`item ${item}`);
  };
  await expect(sideBySide([1, 2, 3], 2, work)).rejects.toThrow('item 1');
  expect(started).toEqual([1, 2]);
});
