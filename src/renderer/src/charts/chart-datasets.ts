/** Chart.js's datasets for our series: a band is two more lines, the second filled down to the first. Pure. */
import { decimate, type Point } from './decimate.ts';
import type { Scale, Series, Window } from './series.ts';

const bucketCount = 900;

export function chartDatasets(series: readonly Series[], window: Window | null, scale: Scale) {
  const floor = lowestPositive(series);
  return series.flatMap((one) => [
    ...bandDatasets(one, window, scale, floor),
    lineDataset(one, pointsOf(one, window, scale)),
  ]);
}

function pointsOf(line: Pick<Series, 'x' | 'y'>, window: Window | null, scale: Scale): Point[] {
  const points = decimate(line, window, bucketCount);
  return scale === 'linear' ? points : points.map(({ x, y }) => ({ x, y: y <= 0 ? NaN : y }));
}

function lineDataset(series: Series, points: Point[]) {
  const isUnderlay = series.isUnderlay === true;
  return {
    seriesKey: series.key,
    label: series.label,
    data: points,
    borderColor: isUnderlay ? `${series.color}4d` : series.color,
    borderWidth: isUnderlay ? 1 : 1.75,
    borderDash: series.isDashed === true ? [6, 4] : [],
    // A single point has no line to be seen by.
    pointRadius: points.length === 1 ? 3 : 0,
    pointBackgroundColor: series.color,
    fill: false as boolean | string,
  };
}

function bandDatasets(series: Series, window: Window | null, scale: Scale, floor: number) {
  const { band, x, label, color } = series;
  if (!band || series.isUnderlay === true) return [];
  const low = scale === 'linear' ? band.low : liftToFloor(band.low, floor);
  const edge = (y: Series['y'], name: string, fill: boolean | string) => ({
    ...lineDataset({ ...series, label: `${label} ${name}` }, pointsOf({ x, y }, window, scale)),
    borderWidth: 0,
    pointRadius: 0,
    backgroundColor: `${color}38`,
    fill,
  });
  return [edge(low, 'low', false), edge(band.high, 'high', '-1')];
}

/** A band that reaches zero has no lower edge on a logarithmic axis: it ends where the lowest curve does. */
export const liftToFloor = (low: Series['y'], floor: number): Series['y'] =>
  low.map((value) => (value === null ? null : Math.max(value, floor)));

/** Of all curves; 1 where nothing is above zero. */
export function lowestPositive(series: readonly Series[]): number {
  let lowest = Infinity;
  for (const { y } of series) {
    for (const value of y) if (value !== null && value > 0) lowest = Math.min(lowest, value);
  }
  return lowest === Infinity ? 1 : lowest;
}
