/** Chart.js's options for one of our charts. Pure. */
import type { ChartOptions } from 'chart.js';
import type { ChartColors } from './chart-colors.ts';
import type { Axis, Mark, Window } from './series.ts';
import { tickText, ticksBetween } from './ticks.ts';

export interface ChartFrame {
  readonly xLabel: string;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** The visible stretch; null: everything. */
  readonly window: Window | null;
  /** First and last x there is: nobody pans away from the data. */
  readonly bounds: Window;
  readonly onWindow: (window: Window) => void;
}

const font = { size: 11.5 };
const labelHeight = 18;

export function chartOptions(frame: ChartFrame, colors: ChartColors): ChartOptions<'line'> {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    events: ['mousemove', 'mouseout'],
    interaction: { mode: 'nearest' },
    layout: { padding: { top: frame.marks.some(({ axis }) => axis === 'x') ? labelHeight : 0 } },
    elements: { point: { radius: 0, hitRadius: 0 }, line: { borderJoinStyle: 'round' } },
    scales: { x: xScale(frame, colors), y: yScale(frame.y, colors) },
    plugins: {
      zoom: zoomOptions(frame),
      annotation: { clip: false, annotations: annotationsOf(frame.marks, colors) },
    },
  };
}

function xScale({ xLabel, window, bounds }: ChartFrame, colors: ChartColors) {
  const { from, to } = window ?? bounds;
  return {
    type: 'linear' as const,
    min: from,
    max: to > from ? to : from + 1,
    title: { display: true, text: xLabel, color: colors.text, font },
    ticks: {
      color: colors.text,
      font,
      maxRotation: 0,
      autoSkipPadding: 16,
      precision: 0,
      callback: (value: string | number) => tickText(Number(value)),
      includeBounds: false,
    },
    grid: { color: colors.grid },
    border: { color: colors.mark },
  };
}

function yScale({ label, scale }: Axis, colors: ChartColors) {
  return {
    type: scale,
    title: { display: true, text: label, color: colors.text, font },
    // Chart.js leaves gaps on a logarithmic axis; ours are 1, 2 and 5, or whole powers where they would crowd.
    afterBuildTicks: (axis: { min: number; max: number; ticks: { value: number }[] }) => {
      if (scale === 'logarithmic') {
        axis.ticks = ticksBetween(axis.min, axis.max, 8, scale).map((value) => ({ value }));
      }
    },
    ticks: {
      color: colors.text,
      font,
      autoSkip: scale === 'linear',
      callback: (value: string | number) => tickText(Number(value)),
    },
    grid: { color: colors.grid },
    border: { color: colors.mark },
  };
}

function zoomOptions({ bounds, onWindow }: ChartFrame) {
  const tell = ({ chart }: { chart: { scales: Record<string, { min: number; max: number }> } }): void => {
    const x = chart.scales['x'];
    if (x) onWindow({ from: x.min, to: x.max });
  };
  return {
    limits: { x: { min: bounds.from, max: bounds.to, minRange: 2 } },
    zoom: {
      wheel: { enabled: true, speed: 0.15 },
      pinch: { enabled: true },
      mode: 'x' as const,
      onZoom: tell,
    },
    pan: { enabled: true, mode: 'x' as const, onPan: tell },
  };
}

/** Beside each other, so that lines that lie close keep their words apart. */
const placeOf = (index: number): `${number}%` => `${(16 * index) % 80}%`;

function annotationsOf(marks: readonly Mark[], colors: ChartColors) {
  const upright = marks.filter(({ axis }) => axis === 'x');
  return marks.map(({ axis, at, label }, index) => ({
    type: 'line' as const,
    scaleID: axis,
    value: at,
    borderColor: colors.mark,
    borderWidth: 1,
    borderDash: [4, 4],
    label: {
      display: true,
      content: label,
      position: axis === 'x' ? ('start' as const) : placeOf(index),
      // Over the plot, so that it covers no data; a second one inside it, where the first would cover its words.
      yAdjust: axis === 'x' && upright[0]?.at === at ? -labelHeight : 0,
      backgroundColor: colors.background,
      color: colors.text,
      font: { size: 11, weight: 'normal' as const },
      padding: 3,
    },
  }));
}
