/** Lines, bands, lines across the chart and the legend of a picture. Pure. */
import { liftToFloor } from './chart-datasets.ts';
import { decimate } from './decimate.ts';
import { line, type PictureMark, type Projection, plot, text } from './picture-marks.ts';
import type { Mark, Scale, Series } from './series.ts';

type Pixel = readonly [number, number];

const grey = '#66727a';
const pointsPerLine = 1_000;

/** Stretches of a line without gaps. */
function strokesOf(
  line: Pick<Series, 'x' | 'y'>,
  scale: Scale,
  { toX, toY }: Projection,
): readonly Pixel[][] {
  const strokes: Pixel[][] = [[]];
  for (const { x, y } of decimate(line, null, pointsPerLine)) {
    const isDrawn = Number.isFinite(y) && (scale === 'linear' || y > 0);
    if (isDrawn) strokes.at(-1)?.push([toX(x), toY(y)]);
    else strokes.push([]);
  }
  return strokes.filter((points) => points.length > 0);
}

export function lineMarks(series: Series, scale: Scale, projection: Projection): PictureMark[] {
  const { color, isDashed, isUnderlay } = series;
  return strokesOf(series, scale, projection).map((points) => ({
    kind: 'line',
    points,
    color,
    width: isUnderlay === true ? 1 : 2,
    opacity: isUnderlay === true ? 0.3 : 1,
    dash: isDashed === true ? [6, 4] : [],
  }));
}

/** Without gaps inside: a stretch of the upper edge and back along the lower one. */
export function bandMarks(
  series: Series,
  scale: Scale,
  projection: Projection,
  floor: number,
): PictureMark[] {
  const { band, x, color, isUnderlay } = series;
  if (!band || isUnderlay === true) return [];
  const low = scale === 'linear' ? band.low : liftToFloor(band.low, floor);
  const upper = strokesOf({ x, y: band.high }, scale, projection);
  const lower = strokesOf({ x, y: low }, scale, projection);
  return upper.map((points, index) => ({
    kind: 'area',
    points: [...points, ...(lower[index] ?? []).toReversed()],
    color,
    opacity: 0.22,
  }));
}

/** References and thresholds across the plot, epochs and cycles upright. */
export function acrossMarks(marks: readonly Mark[], { toX, toY }: Projection): PictureMark[] {
  return marks.flatMap(({ axis, at, label }): PictureMark[] => {
    const ends: Pixel[] =
      axis === 'y'
        ? [
            [plot.left, toY(at)],
            [plot.right, toY(at)],
          ]
        : [
            [toX(at), plot.top],
            [toX(at), plot.bottom],
          ];
    const name =
      axis === 'y'
        ? text(plot.right - 4, toY(at) - 4, label, { size: 12, anchor: 'end' })
        : text(toX(at) + 4, plot.top + 12, label, { size: 12 });
    return [line(ends, grey, 1.5, [5, 5]), name];
  });
}

const perRow = 5;
const columnWidth = 210;

export function legendMarks(series: readonly Series[]): PictureMark[] {
  return series.slice(0, 2 * perRow).flatMap(({ label, color, isDashed, band }, index) => {
    const x = plot.left + (index % perRow) * columnWidth;
    const y = 56 + Math.floor(index / perRow) * 18;
    const ends: Pixel[] = [
      [x, y],
      [x + 24, y],
    ];
    const name = band ? `${label}, ${band.label}` : label;
    return [line(ends, color, 2, isDashed === true ? [6, 4] : []), text(x + 30, y + 4, name)];
  });
}
