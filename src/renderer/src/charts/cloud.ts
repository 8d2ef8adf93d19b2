/** What a scatter chart draws: clouds of points, each with a colour and a shape of its own. */
import { colorAt } from './series.ts';

/** Names of Chart.js; the picture draws the same ones. */
export type PointShape = 'circle' | 'rect' | 'triangle' | 'rectRot' | 'crossRot' | 'cross' | 'star';

export interface Cloud {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly shape: PointShape;
  /** The cycle of each point, for the readout; as long as `x` and `y`. */
  readonly cycles: readonly number[];
  readonly x: readonly (number | null)[];
  /** null where there is no value: the point is left out. */
  readonly y: readonly (number | null)[];
}

/** The line that a faultless model would lie on. */
export type IdealLine = 'diagonal' | 'zero';

export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface PlotRange {
  readonly x: Range;
  readonly y: Range;
}

const shapes: readonly PointShape[] = ['circle', 'rect', 'triangle', 'rectRot', 'crossRot', 'cross', 'star'];

/** Colour and shape of the n-th cell; with more cells than colours the shapes go on by another step. */
export const lookOfCell = (index: number): Pick<Cloud, 'color' | 'shape'> => ({
  color: colorAt(index),
  shape: shapes[(index + Math.floor(index / shapes.length)) % shapes.length] ?? 'circle',
});

/** Both axes with a little air; one common range where the ideal is the diagonal, the zero inside where it is the line. */
export function rangeOfClouds(clouds: readonly Cloud[], ideal: IdealLine): PlotRange {
  const x = clouds.reduce<Range>((range, cloud) => widen(range, cloud.x, cloud.y), empty);
  const y = clouds.reduce<Range>((range, cloud) => widen(range, cloud.y, cloud.x), empty);
  if (ideal === 'zero')
    return { x: orUnit(x), y: withAir({ low: Math.min(y.low, 0), high: Math.max(y.high, 0) }) };
  const both = withAir({ low: Math.min(x.low, y.low), high: Math.max(x.high, y.high) });
  return { x: both, y: both };
}

const empty: Range = { low: Infinity, high: -Infinity };

/** By the values whose partner exists, too. */
function widen({ low, high }: Range, values: Cloud['x'], partners: Cloud['x']): Range {
  let lowest = low;
  let highest = high;
  values.forEach((value, index) => {
    if (value === null || (partners[index] ?? null) === null) return;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  });
  return { low: lowest, high: highest };
}

const orUnit = ({ low, high }: Range): Range => {
  if (!(high >= low)) return { low: 0, high: 1 };
  return high > low ? { low, high } : { low: low - 0.5, high: high + 0.5 };
};

function withAir(range: Range): Range {
  const { low, high } = orUnit(range);
  const air = (high - low) * 0.04;
  return { low: low - air, high: high + air };
}
