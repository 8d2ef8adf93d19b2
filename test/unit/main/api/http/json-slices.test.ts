import { expect, it } from 'vitest';
import { jsonSlices } from '../../../../../src/main/api/http/json-slices.ts';

async function slicesOf(object: object): Promise<readonly string[]> {
  const slices: string[] = [];
  for await (const slice of jsonSlices({ ...object })) slices.push(slice);
  return slices;
}

it.each([
  {},
  { empty: [], missing: undefined, 'a "name"': [1, null, Number.NaN] },
  { meta: { page: 1 }, nested: [[1], { a: [2] }], text: 'x', nothing: null },
])('is what JSON.stringify makes of it: %j', async (object) => {
  expect((await slicesOf(object)).join('')).toBe(JSON.stringify(object));
});

it('long arrays come in many slices, none of them long', async () => {
  const object = { numbers: Array.from({ length: 10_001 }, (_, index) => index), more: [1] };
  const slices = await slicesOf(object);
  expect(slices.join('')).toBe(JSON.stringify(object));
  expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(20_000);
});

it('others are served between two slices', async () => {
  const slices = jsonSlices({ numbers: new Array<number>(4001).fill(1) });
  let isServed = false;
  setImmediate(() => {
    isServed = true;
  });
  for (const expected of ['{"numbers":', '[']) expect((await slices.next()).value).toBe(expected);
  expect((await slices.next()).value).toHaveLength(3999);
  expect(isServed).toBe(false);
  await slices.next();
  await slices.next();
  expect(isServed).toBe(true);
});

it('a long array inside an object inside a list is cut as well', async () => {
  const long = Array.from({ length: 100_000 }, (_, index) => index / 7);
  const object = {
    items: [{ id: 1, curve: long, note: undefined }, null, { id: 2, curve: [1] }],
    meta: { page: 1 },
  };
  const slices: string[] = [];
  for await (const slice of jsonSlices(object)) slices.push(slice);
  expect(slices.join('')).toBe(JSON.stringify(object));
  expect(Math.max(...slices.map((slice) => slice.length))).toBeLessThan(50_000);
});
