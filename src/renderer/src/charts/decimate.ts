/**
 * Fewer points that draw the same picture: per bucket of the visible stretch the lowest and the highest value stay, in
 * their order, so that no peak is lost. Pure.
 */
import type { Series, Window } from './series.ts';

export interface Point {
  readonly x: number;
  /** NaN breaks the line. */
  readonly y: number;
}

/** Points of `series` inside `window` (null: all) with one neighbour on each side; at most about 2 per bucket. */
export function decimate({ x, y }: Line, window: Window | null, bucketCount: number): Point[] {
  const from = window === null ? 0 : Math.max(0, firstAtLeast(x, window.from) - 1);
  const to = window === null ? x.length : Math.min(x.length, firstAtLeast(x, window.to) + 2);
  if (to - from <= 2 * bucketCount) return pointsBetween({ x, y }, from, to);
  const points: Point[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket += 1) {
    const start = from + Math.floor(((to - from) * bucket) / bucketCount);
    const end = from + Math.floor(((to - from) * (bucket + 1)) / bucketCount);
    points.push(...extremesBetween({ x, y }, start, end));
  }
  return points;
}

type Line = Pick<Series, 'x' | 'y'>;

const pointAt = ({ x, y }: Line, index: number): Point => ({ x: x[index] ?? NaN, y: y[index] ?? NaN });

function pointsBetween(line: Line, from: number, to: number): Point[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => pointAt(line, from + offset));
}

function extremesBetween(line: Line, start: number, end: number): Point[] {
  const low = placeOfLargest(line.y, { start, end, sign: -1 });
  const high = placeOfLargest(line.y, { start, end, sign: 1 });
  if (low === -1) return [{ x: line.x[start] ?? NaN, y: NaN }];
  if (low === high) return [pointAt(line, low)];
  return [pointAt(line, Math.min(low, high)), pointAt(line, Math.max(low, high))];
}

/** With a sign of -1 the index of the smallest; -1 where there is no value at all. */
function placeOfLargest(
  values: Line['y'],
  { start, end, sign }: { readonly start: number; readonly end: number; readonly sign: 1 | -1 },
): number {
  let best = -1;
  let largest = -Infinity;
  for (let index = start; index < end; index += 1) {
    const value = values[index];
    if (value === null || value === undefined || sign * value <= largest) continue;
    best = index;
    largest = sign * value;
  }
  return best;
}

/** Index of the first value that is at least `wanted`; the length where there is none. `values` rises. */
function firstAtLeast(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the value closest to `wanted`; null where there is none at all. */
export function nearestIndex(values: readonly number[], wanted: number): number | null {
  if (values.length === 0) return null;
  const after = Math.min(firstAtLeast(values, wanted), values.length - 1);
  const before = Math.max(0, after - 1);
  const isBeforeCloser = Math.abs((values[before] ?? 0) - wanted) < Math.abs((values[after] ?? 0) - wanted);
  return isBeforeCloser ? before : after;
}
