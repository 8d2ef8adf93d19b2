/** Objects of so many fields that to look at each would hold the program up: found by counting, before anything else. */
import type { ErrorDetail } from '../../shared/contract/errors.ts';

/** No schema knows nearly as many. */
const maxFields = 10_000;

type Waiting = [path: string, value: object][];

/** Each of them by its path, however deep it lies. Of a list its first part is looked at: longer ones no schema takes. */
export function vastObjects(input: unknown): readonly ErrorDetail[] {
  const details: ErrorDetail[] = [];
  const waiting: Waiting = isObject(input) ? [['', input]] : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    if (Array.isArray(value)) addElements(waiting, path, value);
    else {
      const names = Object.keys(value);
      if (names.length > maxFields) details.push(tooMany(path, names.length));
      else addFields(waiting, path, value as Readonly<Record<string, unknown>>, names);
    }
  }
  return details;
}

function addElements(waiting: Waiting, path: string, list: readonly unknown[]): void {
  const length = Math.min(list.length, maxFields);
  for (let index = 0; index < length; index += 1) {
    const element = list[index];
    if (isObject(element)) waiting.push([`${path}.${index}`, element]);
  }
}

function addFields(
  waiting: Waiting,
  path: string,
  parent: Readonly<Record<string, unknown>>,
  names: readonly string[],
): void {
  for (const name of names) {
    const child = parent[name];
    if (isObject(child)) waiting.push([path === '' ? name : `${path}.${name}`, child]);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const tooMany = (path: string, count: number): ErrorDetail => ({
  field: path === '' ? 'input' : path,
  issue: `must have at most ${maxFields} fields, found ${count}`,
});
