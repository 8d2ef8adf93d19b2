/** JSON text a slice at a time, with everybody else served in between: an answer may have a hundred thousand numbers. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Numbers written in one go; well under a millisecond. Objects may be large and go one by one. */
const sliceLength = 2000;

/** What JSON.stringify makes of the object, in the same order; arrays that are its direct values are cut into slices. */
export async function* jsonSlices(object: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let separator = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    if (Array.isArray(value)) yield* arraySlices(value);
    else yield JSON.stringify(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

async function* arraySlices(array: readonly unknown[]): AsyncGenerator<string> {
  yield '[';
  const length = typeof array[0] === 'object' ? 1 : sliceLength;
  for (let start = 0; start < array.length; start += length) {
    if (start > 0) {
      yield ',';
      await nextTurn();
    }
    yield JSON.stringify(array.slice(start, start + length)).slice(1, -1);
  }
  yield ']';
}
