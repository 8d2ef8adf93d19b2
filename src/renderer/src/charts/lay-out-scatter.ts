/** A scatter chart as a picture that leaves the program: title, axes, legend, points, the ideal line and source. Pure. */
import { type Cloud, type IdealLine, type PlotRange, rangeOfClouds } from './cloud.ts';
import { xAxisMarks, yAxisMarks } from './lay-out-axes.ts';
import { titleMarks } from './lay-out-title.ts';
import { ink, line, type PictureMark, type Projection, plot, text } from './picture-marks.ts';
import { thinClouds } from './thin-clouds.ts';
import { ticksBetween } from './ticks.ts';

export interface ScatterPicture {
  readonly title: string;
  /** Where the numbers come from. */
  readonly source: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly clouds: readonly Cloud[];
  readonly ideal: IdealLine;
  /** All rows as CSV, none thinned out. */
  readonly csv: () => string;
}

const pointLimit = 12_000;

export function layOutScatter(picture: ScatterPicture): PictureMark[] {
  const { clouds, ideal } = picture;
  const range = rangeOfClouds(clouds, ideal);
  const projection = projectionOf(range);
  const points = thinClouds(clouds, range, pointLimit);
  return [
    ...xAxisMarks(picture.xLabel, ticksBetween(range.x.low, range.x.high, 10, 'linear'), projection.toX),
    ...yAxisMarks(picture.yLabel, ticksBetween(range.y.low, range.y.high, 6, 'linear'), projection.toY),
    ...clouds.flatMap(({ color, shape }, index) =>
      (points[index] ?? []).map(({ x, y }): PictureMark => {
        return { kind: 'point', x: projection.toX(x), y: projection.toY(y), shape, color };
      }),
    ),
    idealMark(range, ideal, projection),
    ...legendMarks(clouds),
    ...titleMarks(picture),
  ];
}

function projectionOf({ x, y }: PlotRange): Projection {
  return {
    toX: (value) => plot.left + ((value - x.low) / (x.high - x.low)) * (plot.right - plot.left),
    toY: (value) => plot.bottom - ((value - y.low) / (y.high - y.low)) * (plot.bottom - plot.top),
  };
}

function idealMark({ x, y }: PlotRange, ideal: IdealLine, { toX, toY }: Projection): PictureMark {
  const [from, to] = ideal === 'zero' ? [0, 0] : [y.low, y.high];
  return line(
    [
      [toX(x.low), toY(from)],
      [toX(x.high), toY(to)],
    ],
    ink,
    1,
    [5, 5],
  );
}

const perRow = 5;
const columnWidth = 210;

function legendMarks(clouds: readonly Cloud[]): PictureMark[] {
  return clouds.slice(0, 2 * perRow).flatMap(({ label, color, shape }, index): PictureMark[] => {
    const x = plot.left + (index % perRow) * columnWidth;
    const y = 56 + Math.floor(index / perRow) * 18;
    return [{ kind: 'point', x: x + 6, y, shape, color }, text(x + 18, y + 4, shortened(label))];
  });
}

/** As many letters as fit between two columns. */
const shortened = (label: string): string => (label.length > 26 ? `${label.slice(0, 25)}…` : label);
