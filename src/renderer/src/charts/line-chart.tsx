/** Lines over x with zoom, pan and a cursor. Draws only; what it shows is decided by its owner. */
import { useMemo, useRef } from 'react';
import type { Chart as ChartInstance } from 'chart.js';
import { Line } from 'react-chartjs-2';
import { useChartColors } from './chart-colors.ts';
import { chartDatasets } from './chart-datasets.ts';
import { chartOptions } from './chart-options.ts';
import './register-chart.ts';
import type { Axis, Mark, Series, Window } from './series.ts';

export interface LineChartProps {
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  readonly window: Window | null;
  readonly onWindow: (window: Window | null) => void;
  /** x under the cursor; null where there is none. */
  readonly cursorX: number | null;
  readonly onCursor: (x: number | null) => void;
  /** A click on the line of this series. */
  readonly onLine?: (key: string) => void;
  /** What a screen reader says instead of the picture. */
  readonly description: string;
}

export function LineChart(props: LineChartProps) {
  const { series, xLabel, y, marks, window, onWindow, cursorX, onCursor, description } = props;
  const colors = useChartColors();
  const chart = useRef<ChartInstance<'line', { x: number; y: number }[]>>(null);
  const bounds = useMemo(() => boundsOf(series), [series]);
  const data = useMemo(
    () => ({ datasets: chartDatasets(series, window, y.scale) }),
    [series, window, y.scale],
  );
  const options = useMemo(
    () => chartOptions({ xLabel, y, marks, window, bounds, onWindow }, colors),
    [xLabel, y, marks, window, bounds, onWindow, colors],
  );
  const cursorPixel = cursorX === null ? undefined : chart.current?.scales['x']?.getPixelForValue(cursorX);
  const area = chart.current?.chartArea;
  return (
    <div
      className="chart"
      onMouseMove={(event) => onCursor(valueUnder(chart.current, event))}
      onMouseLeave={() => onCursor(null)}
      onDoubleClick={() => onWindow(null)}
      onClick={(event) => {
        const key = props.onLine ? lineUnder(chart.current, event) : null;
        if (key !== null) props.onLine?.(key);
      }}
    >
      <Line ref={chart} data={data} options={options} role="img" aria-label={description} />
      {cursorPixel !== undefined && area ? (
        <div className="chart-cursor" style={{ left: cursorPixel, top: area.top, height: area.height }} />
      ) : null}
    </div>
  );
}

function valueUnder(
  chart: ChartInstance<'line', { x: number; y: number }[]> | null,
  event: React.MouseEvent<HTMLElement>,
): number | null {
  if (!chart) return null;
  const pixel = event.clientX - event.currentTarget.getBoundingClientRect().left;
  const isInside = pixel >= chart.chartArea.left && pixel <= chart.chartArea.right;
  return isInside ? (chart.scales['x']?.getValueForPixel(pixel) ?? null) : null;
}

/** How far beside a line a click still means it. */
const reachPixels = 10;

function lineUnder(
  chart: ChartInstance<'line', { x: number; y: number }[]> | null,
  { nativeEvent }: React.MouseEvent<HTMLElement>,
): string | null {
  const near = chart?.getElementsAtEventForMode(
    nativeEvent,
    'nearest',
    { intersect: false, axis: 'xy' },
    true,
  )[0];
  if (!chart || !near) return null;
  const { left, top } = chart.canvas.getBoundingClientRect();
  const distance = Math.hypot(
    nativeEvent.clientX - left - near.element.x,
    nativeEvent.clientY - top - near.element.y,
  );
  const dataset = chart.data.datasets[near.datasetIndex] as { readonly seriesKey?: string } | undefined;
  return distance <= reachPixels ? (dataset?.seriesKey ?? null) : null;
}

function boundsOf(series: readonly Series[]): Window {
  const ends = series.flatMap(({ x }) => (x.length > 0 ? [x[0] ?? 0, x.at(-1) ?? 0] : []));
  return ends.length > 0 ? { from: Math.min(...ends), to: Math.max(...ends) } : { from: 0, to: 1 };
}
