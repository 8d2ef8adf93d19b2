/** The capacity fade of one or more cells, with the end of life marked where they share it. */
import { useEffect, useMemo, useState } from 'react';
import type { Battery } from '../../../shared/contract/battery.ts';
import { nearestIndex } from '../charts/decimate.ts';
import { fadeSeries } from '../charts/fade-series.ts';
import type { ChartPicture } from '../charts/lay-out-chart.ts';
import { LineChart } from '../charts/line-chart.tsx';
import type { Mark, Series, Window } from '../charts/series.ts';
import { dash, plural } from '../words/number.ts';
import { fadeKey } from '../state/fade-store.ts';
import { ExportMenu } from './export-menu.tsx';
import { Readout } from './readout.tsx';
import { FailurePanel, LoadingRows } from './states.tsx';
import { stores, useFades } from '../state/page-stores.ts';

const noneHidden: ReadonlySet<string> = new Set();
const y = { label: 'SoH (%)', scale: 'linear' } as const;
const longestReadout = 8;

interface FadeChartProps {
  readonly batteries: readonly Battery[];
  /** The cycle one looks at, marked in the chart. */
  readonly cycle?: number | null;
}

export function FadeChart({ batteries, cycle = null }: FadeChartProps) {
  const { fades } = useFades();
  useEffect(() => stores().fades.want(batteries), [batteries]);
  const series = useMemo(
    () =>
      batteries.flatMap((battery, index) => {
        const fade = fades.get(fadeKey(battery));
        return fade?.phase === 'ready' ? [fadeSeries(battery, fade.cycles, index)] : [];
      }),
    [batteries, fades],
  );
  for (const battery of batteries) {
    const fade = fades.get(fadeKey(battery));
    if (fade?.phase === 'failed') {
      return (
        <FailurePanel
          what={`The cycles of ${battery.name} could not be read`}
          error={fade.error}
          onRetry={() => stores().fades.retry(battery)}
        />
      );
    }
  }
  if (series.length === 0) return <LoadingRows what="cycles" />;
  return <MarkedFade batteries={batteries} series={series} cycle={cycle} />;
}

interface MarkedFadeProps extends Required<FadeChartProps> {
  readonly series: readonly Series[];
}

function MarkedFade({ batteries, series, cycle }: MarkedFadeProps) {
  const marks = useMemo(() => {
    const chosen: Mark[] = cycle === null ? [] : [{ axis: 'x', at: cycle, label: `cycle ${cycle}` }];
    return [...marksOf(batteries), ...chosen];
  }, [batteries, cycle]);
  const names = batteries.map(({ name }) => name).join(', ');
  const picture = (): ChartPicture => ({
    title: `Capacity fade · ${names}${batteries.some(({ simulated }) => simulated) ? ' · simulated' : ''}`,
    source: `Cellwright, ${batteries.map(({ id, filename }) => `battery ${id} (${filename})`).join(', ')}`,
    xLabel: 'cycle',
    y,
    series,
    marks,
  });
  return <DrawnFade series={series} marks={marks} picture={picture} />;
}

function marksOf(batteries: readonly Battery[]): readonly Mark[] {
  const [first] = batteries;
  const isShared = batteries.every((battery) => battery.end_of_life === first?.end_of_life);
  if (!first || !isShared) return [];
  const threshold: Mark = {
    axis: 'y',
    at: first.end_of_life * 100,
    label: `end of life ${first.end_of_life * 100} %`,
  };
  const crossing = batteries.length === 1 ? first.end_of_life_cycle : null;
  return crossing === null
    ? [threshold]
    : [threshold, { axis: 'x', at: crossing, label: `end of life: cycle ${crossing}` }];
}

interface DrawnFadeProps {
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly picture: () => ChartPicture;
}

function DrawnFade({ series, marks, picture }: DrawnFadeProps) {
  const [window, setWindow] = useState<Window | null>(null);
  const [cursorX, setCursorX] = useState<number | null>(null);
  const [hidden, setHidden] = useState(noneHidden);
  const visible = useMemo(() => series.filter(({ key }) => !hidden.has(key)), [series, hidden]);
  const where = cursorX === null ? 'last cycle' : `cycle ${Math.round(cursorX)}`;
  const toggle = (key: string): void => {
    const after = new Set(hidden);
    if (!after.delete(key)) after.add(key);
    setHidden(after);
  };
  return (
    <>
      <div className="row">
        <div className="grow">
          <Readout
            where={where}
            values={series.slice(0, longestReadout).map((one) => ({ ...one, value: sohAt(one, cursorX) }))}
            hidden={hidden}
            onToggle={toggle}
          />
        </div>
        <ExportMenu label="Export the fade" picture={picture} />
      </div>
      <LineChart
        series={visible}
        xLabel="cycle"
        y={y}
        {...{ marks, window, cursorX }}
        onWindow={setWindow}
        onCursor={setCursorX}
        description={`Capacity fade of ${plural(series.length, 'cell')}: ${series.map(({ label }) => label).join(', ')}`}
      />
    </>
  );
}

/** Nothing is read beyond the cell's own cycles. */
function sohAt({ x, y: values }: Series, cursorX: number | null): string {
  const last = x.at(-1) ?? 0;
  if (cursorX !== null && cursorX > last + 0.5) return dash;
  const index = nearestIndex(x, cursorX ?? last);
  const value = index === null ? null : values[index];
  return value === null || value === undefined ? dash : `${value.toFixed(1)} %`;
}
