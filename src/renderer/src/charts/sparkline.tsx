/** A curve the size of a word. */
interface SparklineProps {
  readonly values: readonly number[];
  /** Where the curve ends its useful life; drawn as a faint line. */
  readonly threshold?: number;
  /** Instead of the curve's own: one scale for several. */
  readonly range?: { readonly low: number; readonly high: number };
  readonly description: string;
}

const width = 120;
const height = 24;
const inset = 2;

export function Sparkline({ values, threshold, range, description }: SparklineProps) {
  const all = threshold === undefined ? values : [...values, threshold];
  const { low, high } = range ?? { low: Math.min(...all), high: Math.max(...all) };
  const span = high - low || 1;
  const toY = (value: number): number => height - inset - ((value - low) / span) * (height - 2 * inset);
  const toX = (index: number): number =>
    inset + (index / Math.max(1, values.length - 1)) * (width - 2 * inset);
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={description}>
      {threshold === undefined ? null : (
        <line
          x1={inset}
          x2={width - inset}
          y1={toY(threshold)}
          y2={toY(threshold)}
          className="sparkline-threshold"
        />
      )}
      <polyline
        points={values.map((value, index) => `${toX(index).toFixed(1)},${toY(value).toFixed(1)}`).join(' ')}
      />
    </svg>
  );
}
