/** The loss curves with their readout and tools. */
import { ActionIcon, Button, Menu, NativeSelect, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { nearestIndex } from '../../charts/decimate.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { lossSeries, withSmoothing } from '../../charts/loss-series.ts';
import { saveChart } from '../../charts/save-chart.ts';
import type { Scale, Series, Window } from '../../charts/series.ts';
import { Icon } from '../../components/icon.tsx';
import { Readout } from '../../components/readout.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import { loss } from '../../format/number.ts';
import { algorithmNames } from '../../format/algorithm.ts';
import { bestIndex, type Curves } from '../../stores/curves.ts';
import { reloadCurves, useCurvesStore } from '../../stores/curves-store.ts';
import { type JobEntry, jobTitle } from '../../stores/job-entry.ts';

const smoothings = [
  { value: '0', label: 'No smoothing' },
  { value: '0.6', label: 'Smooth 0.6' },
  { value: '0.9', label: 'Smooth 0.9' },
  { value: '0.97', label: 'Smooth 0.97' },
];

export function CurvePanel({ job }: { readonly job: JobEntry }) {
  const { curves, loading } = useCurvesStore();
  if (loading.phase === 'failed') {
    return <FailurePanel what="The curves could not be read" error={loading.error} onRetry={reloadCurves} />;
  }
  if (loading.phase === 'loading') return <LoadingRows what="curves" />;
  if (curves.epochs.length === 0) return <EmptyPanel title={emptyWords(job)} />;
  return <Curve job={job} curves={curves} />;
}

function emptyWords({ status }: JobEntry): string {
  if (status === 'queued') return 'The curve begins when the job does';
  return status === 'running'
    ? 'Preparing; the first epoch is not done yet'
    : 'It ended before its first epoch';
}

interface CurveProps {
  readonly job: JobEntry;
  readonly curves: Curves;
}

function Curve({ job, curves }: CurveProps) {
  const [scale, setScale] = useState<Scale>('logarithmic');
  const [weight, setWeight] = useState('0');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [window, setWindow] = useState<Window | null>(null);
  const [cursorX, setCursorX] = useState<number | null>(null);
  const raw = useMemo(() => lossSeries(curves), [curves]);
  const drawn = useMemo(
    () =>
      withSmoothing(
        raw.filter(({ key }) => !hidden.has(key)),
        Number(weight),
      ),
    [raw, hidden, weight],
  );
  const best = bestIndex(curves);
  const bestEpoch = best === null ? null : (curves.epochs[best] ?? null);
  const marks = useMemo(
    () =>
      bestEpoch === null ? [] : [{ axis: 'x' as const, at: bestEpoch, label: `best: epoch ${bestEpoch}` }],
    [bestEpoch],
  );
  const y = useMemo(() => ({ label: 'loss (standardised units²)', scale }), [scale]);
  const toggle = useCallback((key: string) => setHidden((before) => toggled(before, key)), []);
  const index = cursorX === null ? null : nearestIndex(curves.epochs, cursorX);
  return (
    <>
      <div className="row">
        <h2 className="grow">Loss</h2>
        <CurveTools
          {...{ scale, setScale, weight, setWeight, isZoomed: window !== null, job }}
          onReset={() => setWindow(null)}
          series={drawn}
        />
      </div>
      <Readout
        place={cursorX === null ? 'last epoch' : `epoch ${curves.epochs[index ?? 0] ?? 0}`}
        values={raw.map((series) => ({ ...series, value: loss(valueAt(series, index)) }))}
        hidden={hidden}
        onToggle={toggle}
      />
      <LineChart
        series={drawn}
        xLabel="epoch"
        {...{ y, marks, window, cursorX }}
        onWindow={setWindow}
        onCursor={setCursorX}
        description={describe(job, curves, bestEpoch)}
      />
    </>
  );
}

/** Without a place the last value there is: the terms arrive a little later than the losses. */
const valueAt = ({ y }: Series, index: number | null): number | null | undefined =>
  index === null ? y.findLast((value) => value !== null) : y[index];

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}

function describe(job: JobEntry, { epochs, series }: Curves, bestEpoch: number | null): string {
  const train = loss(series.get('train_loss')?.at(-1));
  const validation = loss(series.get('val_loss')?.at(-1));
  return `Loss of ${jobTitle(job)} over ${epochs.length} epochs. Last: train ${train}, validation ${validation}. Best epoch: ${bestEpoch ?? 'none'}.`;
}

interface CurveToolsProps {
  readonly job: JobEntry;
  readonly series: readonly Series[];
  readonly scale: Scale;
  readonly setScale: (scale: Scale) => void;
  readonly weight: string;
  readonly setWeight: (weight: string) => void;
  readonly isZoomed: boolean;
  readonly onReset: () => void;
}

function CurveTools({ job, series, scale, setScale, weight, setWeight, isZoomed, onReset }: CurveToolsProps) {
  const title = `Loss · #${job.id} ${jobTitle(job)} · ${algorithmNames[job.algorithm]}`;
  const picture = {
    title,
    source: `Cellwright, training job ${job.id}, created ${job.created_at}`,
    xLabel: 'epoch',
    y: { label: 'loss (standardised units²)', scale },
    series,
  };
  return (
    <div className="row">
      <SegmentedControl
        aria-label="Loss axis"
        value={scale}
        onChange={(value) => setScale(value === 'linear' ? 'linear' : 'logarithmic')}
        data={[
          { value: 'logarithmic', label: 'Log' },
          { value: 'linear', label: 'Linear' },
        ]}
      />
      <NativeSelect
        aria-label="Smoothing"
        w={140}
        value={weight}
        data={smoothings}
        onChange={(event) => setWeight(event.currentTarget.value)}
      />
      <Button variant="default" disabled={!isZoomed} onClick={onReset} title="Show everything (double click)">
        Whole curve
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="Export the curves" title="Export">
            <Icon name="download" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void saveChart(picture, 'png')}>Save as PNG</Menu.Item>
          <Menu.Item onClick={() => void saveChart(picture, 'svg')}>Save as SVG</Menu.Item>
          <Menu.Item onClick={() => void saveChart(picture, 'csv')}>Save as CSV</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
