/** Chart.js's options and datasets for a scatter chart. Pure. */
import type { ChartDataset, ChartOptions } from 'chart.js';
import type { ChartColors } from './chart-colors.ts';
import type { Cloud, IdealLine, PlotRange, Range } from './cloud.ts';
import type { CloudPoint } from './thin-clouds.ts';
import { tickText } from './ticks.ts';

export interface ScatterFrame {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly range: PlotRange;
  readonly ideal: IdealLine;
}

const font = { size: 11.5 };

export function scatterOptions(frame: ScatterFrame, colors: ChartColors): ChartOptions<'scatter'> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    // The page itself finds the point under the cursor.
    events: [],
    scales: {
      x: axis(frame.xLabel, frame.range.x, colors),
      y: axis(frame.yLabel, frame.range.y, colors),
    },
    plugins: { annotation: { clip: true, annotations: [idealLine(frame, colors)] } },
  };
}

function axis(label: string, { low, high }: Range, colors: ChartColors) {
  return {
    type: 'linear' as const,
    min: low,
    max: high,
    title: { display: true, text: label, color: colors.text, font },
    ticks: {
      color: colors.text,
      font,
      maxRotation: 0,
      autoSkipPadding: 16,
      includeBounds: false,
      callback: (value: string | number) => tickText(Number(value)),
    },
    grid: { color: colors.grid },
    border: { color: colors.mark },
  };
}

function idealLine({ range: { x, y }, ideal }: ScatterFrame, colors: ChartColors) {
  return {
    type: 'line' as const,
    xMin: x.low,
    xMax: x.high,
    yMin: ideal === 'zero' ? 0 : y.low,
    yMax: ideal === 'zero' ? 0 : y.high,
    borderColor: colors.mark,
    borderWidth: 1,
    borderDash: [4, 4],
  };
}

/** `points` are those of the clouds, in their order. */
export const scatterDatasets = (
  clouds: readonly Cloud[],
  points: readonly CloudPoint[][],
): ChartDataset<'scatter', CloudPoint[]>[] =>
  clouds.map(({ label, color, shape }, index) => ({
    label,
    data: points[index] ?? [],
    pointStyle: shape,
    pointRadius: 2.75,
    borderWidth: 1,
    borderColor: `${color}b0`,
    backgroundColor: `${color}80`,
  }));
