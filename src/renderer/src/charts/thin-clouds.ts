/**
 * Fewer points that draw the same cloud: the plot is cut into small fields, and of each cloud one point per field stays.
 * The fields grow until few enough points are left, so that a hundred thousand rows move as smoothly as a hundred. Pure.
 */
import type { Cloud, PlotRange } from './cloud.ts';

export interface CloudPoint {
  readonly x: number;
  readonly y: number;
  readonly cycle: number;
}

/** Some 300 × 200 fields on a plot of 600 × 400 pixels: two points in one of them cannot be told apart. */
const finestColumns = 300;
const coarsest = 10;

/** The points of each cloud, in its order; at most about `limit` in all. */
export function thinClouds(clouds: readonly Cloud[], range: PlotRange, limit: number): CloudPoint[][] {
  const all = clouds.map(pointsOf);
  if (total(all) <= limit) return all;
  for (let columns = finestColumns; ; columns /= 1.25) {
    const thinned = all.map((points) => onePerField(points, range, Math.round(columns)));
    if (total(thinned) <= limit || columns < coarsest) return thinned;
  }
}

const total = (clouds: readonly CloudPoint[][]): number =>
  clouds.reduce((sum, points) => sum + points.length, 0);

/** Those whose two values are known. */
export function pointsOf({ x, y, cycles }: Cloud): CloudPoint[] {
  return x.flatMap((across, index) => {
    const up = y[index] ?? null;
    return across === null || up === null ? [] : [{ x: across, y: up, cycle: cycles[index] ?? 0 }];
  });
}

function onePerField(points: readonly CloudPoint[], { x, y }: PlotRange, columns: number): CloudPoint[] {
  const rows = Math.ceil((columns * 2) / 3);
  const taken = new Set<number>();
  return points.filter((point) => {
    const column = Math.floor(((point.x - x.low) / (x.high - x.low)) * columns);
    const row = Math.floor(((point.y - y.low) / (y.high - y.low)) * rows);
    const field = row * (columns + 1) + column;
    if (taken.has(field)) return false;
    taken.add(field);
    return true;
  });
}

export interface NearPoint extends CloudPoint {
  readonly cloud: number;
}

/** The point closest to a spot of the plot; null where none lies within `reach`. Distances are measured after `toX` and `toY`. */
export function nearestPoint(
  clouds: readonly (readonly CloudPoint[])[],
  spot: { readonly x: number; readonly y: number; readonly reach: number },
  scales: { readonly toX: (x: number) => number; readonly toY: (y: number) => number },
): NearPoint | null {
  let nearest: NearPoint | null = null;
  let least = spot.reach ** 2;
  clouds.forEach((points, cloud) => {
    for (const point of points) {
      const distance = (scales.toX(point.x) - spot.x) ** 2 + (scales.toY(point.y) - spot.y) ** 2;
      if (distance > least) continue;
      least = distance;
      nearest = { ...point, cloud };
    }
  });
  return nearest;
}
