/**
 * A chart as a picture that leaves the program: title, axes, legend, lines and source as plain marks, which SVG and
 * canvas draw alike. Pure.
 */
import { decimate } from './decimate.ts';
import type { Axis, Scale, Series } from './series.ts';
import { tickText, ticksBetween } from './ticks.ts';

export interface ChartPicture {
  readonly title: string;
  /** Where the numbers come from. */
  readonly source: string;
  readonly xLabel: string;
  readonly y: Axis;
  readonly series: readonly Series[];
}

export type PictureMark =
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly color: string;
      readonly width: number;
      readonly opacity: number;
      readonly dash: readonly number[];
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly isTurned: boolean;
    };

export const pictureWidth = 1200;
export const pictureHeight = 720;
const plot = { left: 92, top: 92, right: pictureWidth - 32, bottom: pictureHeight - 92 };

export function layOutChart(picture: ChartPicture): PictureMark[] {
  const range = rangeOf(picture.series, picture.y.scale);
  const toX = (x: number): number =>
    plot.left + ((x - range.x.low) / range.x.span) * (plot.right - plot.left);
  const place = (y: number): number => (picture.y.scale === 'linear' ? y : Math.log10(y));
  const low = place(range.y.low);
  const span = place(range.y.high) - low || 1;
  const toY = (y: number): number => plot.bottom - ((place(y) - low) / span) * (plot.bottom - plot.top);
  return [
    ...xAxisMarks(picture.xLabel, ticksBetween(range.x.low, range.x.low + range.x.span, 10, 'linear'), toX),
    ...yAxisMarks(picture.y.label, ticksBetween(range.y.low, range.y.high, 6, picture.y.scale), toY),
    ...picture.series.flatMap((series) => seriesMarks(series, picture.y.scale, toX, toY)),
    ...legendMarks(picture.series.filter(({ isUnderlay }) => isUnderlay !== true)),
    text(plot.left, 34, picture.title, { size: 20 }),
    text(plot.left, pictureHeight - 18, picture.source, { size: 12 }),
  ];
}

function rangeOf(series: readonly Series[], scale: Scale) {
  const xs = series.flatMap(({ x }) => (x.length > 0 ? [x[0] ?? 0, x.at(-1) ?? 0] : []));
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of series) {
    for (const value of y) {
      if (value === null || (scale === 'logarithmic' && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const firstX = Math.min(...xs, Infinity);
  const lastX = Math.max(...xs, -Infinity);
  const isEmpty = !(high >= low);
  return {
    x: { low: xs.length > 0 ? firstX : 0, span: lastX > firstX ? lastX - firstX : 1 },
    y: { low: isEmpty ? 0.1 : low, high: isEmpty ? 1 : high },
  };
}

const ink = '#1b2126';
const faint = '#cfd6da';

const text = (
  x: number,
  y: number,
  words: string,
  more: { size?: number; anchor?: 'start' | 'middle' | 'end'; isTurned?: boolean } = {},
): PictureMark => ({ kind: 'text', x, y, text: words, size: 13, anchor: 'start', isTurned: false, ...more });

const line = (points: readonly (readonly [number, number])[], color: string, width: number): PictureMark => ({
  kind: 'line',
  points,
  color,
  width,
  opacity: 1,
  dash: [],
});

function xAxisMarks(label: string, ticks: readonly number[], toX: (x: number) => number): PictureMark[] {
  const middle = (plot.left + plot.right) / 2;
  return [
    ...ticks.flatMap((tick) => [
      line(
        [
          [toX(tick), plot.top],
          [toX(tick), plot.bottom],
        ],
        faint,
        1,
      ),
      text(toX(tick), plot.bottom + 20, tickText(tick), { anchor: 'middle' }),
    ]),
    text(middle, plot.bottom + 44, label, { anchor: 'middle', size: 14 }),
  ];
}

function yAxisMarks(label: string, ticks: readonly number[], toY: (y: number) => number): PictureMark[] {
  const middle = (plot.top + plot.bottom) / 2;
  return [
    ...ticks.flatMap((tick) => [
      line(
        [
          [plot.left, toY(tick)],
          [plot.right, toY(tick)],
        ],
        faint,
        1,
      ),
      text(plot.left - 8, toY(tick) + 4, tickText(tick), { anchor: 'end' }),
    ]),
    line(
      [
        [plot.left, plot.top],
        [plot.left, plot.bottom],
        [plot.right, plot.bottom],
      ],
      ink,
      1,
    ),
    text(24, middle, label, { anchor: 'middle', isTurned: true, size: 14 }),
  ];
}

function seriesMarks(
  series: Series,
  scale: Scale,
  toX: (x: number) => number,
  toY: (y: number) => number,
): PictureMark[] {
  const strokes: [number, number][][] = [[]];
  for (const { x, y } of decimate(series, null, 1_000)) {
    const isDrawn = Number.isFinite(y) && (scale === 'linear' || y > 0);
    if (isDrawn) strokes.at(-1)?.push([toX(x), toY(y)]);
    else strokes.push([]);
  }
  const { color, isDashed, isUnderlay } = series;
  return strokes
    .filter((points) => points.length > 0)
    .map((points) => ({
      kind: 'line',
      points,
      color,
      width: isUnderlay === true ? 1 : 2,
      opacity: isUnderlay === true ? 0.3 : 1,
      dash: isDashed === true ? [6, 4] : [],
    }));
}

function legendMarks(series: readonly Series[]): PictureMark[] {
  const columnWidth = 190;
  return series.slice(0, 10).flatMap(({ label, color, isDashed }, index) => {
    const x = plot.left + (index % 5) * columnWidth;
    const y = 56 + Math.floor(index / 5) * 18;
    const sample: PictureMark = {
      ...line(
        [
          [x, y],
          [x + 24, y],
        ],
        color,
        2,
      ),
      ...(isDashed === true ? { dash: [6, 4] } : {}),
    };
    return [sample, text(x + 30, y + 4, label)];
  });
}
