/** JSON text a slice at a time, with everybody else served in between: an answer may have millions of numbers. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Numbers written in one go; well under a millisecond. Objects may be large and go one by one. */
const sliceLength = 2000;

/** What JSON.stringify makes of the object, in the same order; long arrays in it, however deep, are cut into slices. */
export async function* jsonSlices(object: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let separator = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    yield* valueSlices(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

async function* valueSlices(value: unknown): AsyncGenerator<string> {
  if (Array.isArray(value)) yield* arraySlices(value);
  else if (holdsLongArray(value)) yield* jsonSlices(value);
  else yield JSON.stringify(value ?? null);
}

const holdsLongArray = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((inner) => Array.isArray(inner) && inner.length > sliceLength);

async function* arraySlices(array: readonly unknown[]): AsyncGenerator<string> {
  const ofObjects = typeof array[0] === 'object';
  const length = ofObjects ? 1 : sliceLength;
  yield '[';
  for (let start = 0; start < array.length; start += length) {
    if (start > 0) {
      yield ',';
      await nextTurn();
    }
    if (ofObjects) yield* valueSlices(array[start]);
    else yield JSON.stringify(array.slice(start, start + length)).slice(1, -1);
  }
  yield ']';
}
