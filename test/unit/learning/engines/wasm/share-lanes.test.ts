import { expect, it } from 'vitest';
import { shareLanes } from '../../../../../src/learning/engines/wasm/team/share-lanes.ts';

const lanes = (...lengths: number[]) =>
  lengths.map((length) => ({ batches: Array.from({ length }, () => new Int32Array(1)) }));

it('gives the longest first, to whoever has least', () => {
  expect(shareLanes(lanes(1, 5, 3, 3), 2)).toEqual([
    [1, 0],
    [2, 3],
  ]);
});

it('leaves threads without work where there are more of them than lanes, and none out', () => {
  expect(shareLanes(lanes(2), 3)).toEqual([[0], [], []]);
  expect(shareLanes([], 2)).toEqual([[], []]);
  expect(
    shareLanes(lanes(...Array.from({ length: 51 }, () => 20)), 16)
      .flat()
      .toSorted((one, other) => one - other),
  ).toEqual(Array.from({ length: 51 }, (_, lane) => lane));
});
