/** Clouds of points and the line they should lie on. Draws only; many points are thinned to what the eye can tell apart. */
import type { Chart as ChartInstance } from 'chart.js';
import { type MouseEvent, useMemo, useRef } from 'react';
import { Scatter } from 'react-chartjs-2';
import { useChartColors } from './chart-colors.ts';
import { type Cloud, type IdealLine, rangeOfClouds } from './cloud.ts';
import './register-chart.ts';
import { scatterDatasets, scatterOptions } from './scatter-options.ts';
import { type CloudPoint, type NearPoint, nearestPoint, thinClouds } from './thin-clouds.ts';

export interface ScatterChartProps {
  readonly clouds: readonly Cloud[];
  readonly ideal: IdealLine;
  readonly xLabel: string;
  readonly yLabel: string;
  /** The point under the cursor; null where there is none. */
  readonly onPoint: (point: NearPoint | null) => void;
  /** What a screen reader says instead of the picture. */
  readonly description: string;
}

/** Drawn within a frame on a slow machine. */
const pointLimit = 6_000;
const reachPixels = 16;

type ScatterInstance = ChartInstance<'scatter', CloudPoint[]>;

export function ScatterChart({ clouds, ideal, xLabel, yLabel, onPoint, description }: ScatterChartProps) {
  const colors = useChartColors();
  const chart = useRef<ScatterInstance>(null);
  const range = useMemo(() => rangeOfClouds(clouds, ideal), [clouds, ideal]);
  const points = useMemo(() => thinClouds(clouds, range, pointLimit), [clouds, range]);
  const data = useMemo(() => ({ datasets: scatterDatasets(clouds, points) }), [clouds, points]);
  const options = useMemo(
    () => scatterOptions({ xLabel, yLabel, range, ideal }, colors),
    [xLabel, yLabel, range, ideal, colors],
  );
  return (
    <div
      className="chart"
      onMouseMove={(event) => onPoint(pointUnder(chart.current, points, event))}
      onMouseLeave={() => onPoint(null)}
    >
      <Scatter ref={chart} data={data} options={options} role="img" aria-label={description} />
    </div>
  );
}

function pointUnder(
  chart: ScatterInstance | null,
  points: readonly CloudPoint[][],
  event: MouseEvent<HTMLElement>,
): NearPoint | null {
  const across = chart?.scales['x'];
  const up = chart?.scales['y'];
  if (!across || !up) return null;
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const spot = { x: event.clientX - left, y: event.clientY - top, reach: reachPixels };
  return nearestPoint(points, spot, {
    toX: (value) => across.getPixelForValue(value),
    toY: (value) => up.getPixelForValue(value),
  });
}
