/**
 * A chart as a picture that leaves the program: title, axes, legend, lines and source as plain marks, which SVG and
 * canvas draw alike. Pure.
 */
import { lowestPositive } from './chart-datasets.ts';
import { xAxisMarks, yAxisMarks } from './lay-out-axes.ts';
import { acrossMarks, bandMarks, legendMarks, lineMarks } from './lay-out-series.ts';
import { titleMarks } from './lay-out-title.ts';
import { type PictureMark, type Projection, plot } from './picture-marks.ts';
import type { Axis, Band, Mark, Scale, Series } from './series.ts';
import { ticksBetween } from './ticks.ts';

export interface ChartPicture {
  readonly title: string;
  /** Where the numbers come from. */
  readonly source: string;
  readonly xLabel: string;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks?: readonly Mark[];
}

export function layOutChart(picture: ChartPicture): PictureMark[] {
  const { series, marks = [], y } = picture;
  const range = rangeOf(series, marks, y.scale);
  const projection = projectionOf(range, y.scale);
  const floor = lowestPositive(series);
  return [
    ...series.flatMap((one) => bandMarks(one, y.scale, projection, floor)),
    ...xAxisMarks(picture.xLabel, ticksBetween(range.x.low, range.x.high, 10, 'linear'), projection.toX),
    ...yAxisMarks(y.label, ticksBetween(range.y.low, range.y.high, 6, y.scale), projection.toY),
    ...series.flatMap((one) => lineMarks(one, y.scale, projection)),
    ...acrossMarks(marks, projection),
    ...legendMarks(series.filter(({ isUnderlay }) => isUnderlay !== true)),
    ...titleMarks(picture),
  ];
}

interface Range {
  readonly x: { readonly low: number; readonly high: number };
  readonly y: { readonly low: number; readonly high: number };
}

function projectionOf({ x, y }: Range, scale: Scale): Projection {
  const scaled = (value: number): number => (scale === 'linear' ? value : Math.log10(value));
  const low = scaled(y.low);
  const span = scaled(y.high) - low || 1;
  return {
    toX: (value) => plot.left + ((value - x.low) / (x.high - x.low)) * (plot.right - plot.left),
    toY: (value) => plot.bottom - ((scaled(value) - low) / span) * (plot.bottom - plot.top),
  };
}

/** On a logarithmic axis a band ends at the lowest curve, so that its lower edge asks for no room. */
const edgesOf = ({ low, high }: Band, scale: Scale): readonly Series['y'][] =>
  scale === 'linear' ? [low, high] : [high];

function rangeOf(series: readonly Series[], marks: readonly Mark[], scale: Scale): Range {
  const xs = series.flatMap(({ x }) => (x.length > 0 ? [x[0] ?? 0, x.at(-1) ?? 0] : []));
  const across = marks.flatMap(({ axis, at }) => (axis === 'y' ? [at] : []));
  let low = Infinity;
  let high = -Infinity;
  for (const values of [
    across,
    ...series.flatMap(({ y, band }) => [y, ...(band ? edgesOf(band, scale) : [])]),
  ]) {
    for (const value of values) {
      if (value === null || (scale === 'logarithmic' && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const firstX = Math.min(...xs, Infinity);
  const lastX = Math.max(...xs, -Infinity);
  const isEmpty = !(high >= low);
  const from = xs.length > 0 ? firstX : 0;
  return {
    x: { low: from, high: lastX > firstX ? lastX : from + 1 },
    y: { low: isEmpty ? 0.1 : low, high: isEmpty ? 1 : high },
  };
}
