/** The curves of the best runs over each other; a click on a line opens its job. */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ComparedRun } from '../../../../shared/contract/comparison.ts';
import { comparedSeries } from '../../charts/compared-series.ts';
import { nearestIndex } from '../../charts/decimate.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { withSmoothing } from '../../charts/loss-series.ts';
import type { Series, Window } from '../../charts/series.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Readout } from '../../components/readout.tsx';
import { EmptyPanel } from '../../components/states.tsx';
import {
  type CompareChoice,
  curveNames,
  curveValues,
  smoothings,
  tops,
} from '../../routing/compare-choice.ts';
import { goTo } from '../../routing/use-route.ts';
import { stores, useAllCurves } from '../../state/page-stores.ts';
import {
  axisOfCurve,
  curveFigure,
  curveText,
  curveWords,
  runTitle,
  valueWords,
} from '../../words/compared.ts';
import type { ChangeChoice, ComparisonProps } from './comparison-props.ts';

export function CompareCurves({ comparison, choice, onChoice }: ComparisonProps) {
  const best = useMemo(() => bestRuns(comparison.runs, choice), [comparison, choice]);
  const raw = useSeries(best, choice);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [window, setWindow] = useState<Window | null>(null);
  const [cursorX, setCursorX] = useState<number | null>(null);
  const { scale, curve, smoothing } = choice;
  const drawn = useMemo(
    () =>
      withSmoothing(
        raw.filter(({ key }) => !hidden.has(key)),
        Number(smoothing),
      ),
    [raw, hidden, smoothing],
  );
  const y = useMemo(() => ({ label: axisOfCurve[curve], scale }), [curve, scale]);
  const picture = () => ({
    title: `Compare · ${curveWords[curve]}, ${valueWords[choice.value]}`,
    source: `Cellwright, ${best.map(({ run }) => run.key).join(', ')}`,
    xLabel: 'epoch',
    y,
    series: drawn.map((series) => ({ ...series, label: labelWithFigure(series, best, choice) })),
  });
  const openJob = (key: string): void => {
    const jobId = best.find(({ run }) => run.key === key)?.run.job_id ?? null;
    if (jobId !== null) goTo({ page: 'job', jobId });
  };
  return (
    <>
      <CurveTools {...{ choice, onChoice }} runCount={comparison.runs.length}>
        <ExportMenu label="Export the curves" picture={picture} />
      </CurveTools>
      {raw.length === 0 ? <EmptyPanel title="No curves of these runs" /> : null}
      <Readout
        where={cursorX === null ? valueWords[choice.value] : `epoch ${Math.round(cursorX)}`}
        values={raw.map((series) => ({ ...series, value: readAt(series, cursorX, best, choice) }))}
        hidden={hidden}
        onToggle={(key) => setHidden(toggled(hidden, key))}
      />
      {raw.length === 0 ? null : (
        <LineChart
          series={drawn}
          xLabel="epoch"
          {...{ y, window, cursorX }}
          marks={noMarks}
          onWindow={setWindow}
          onCursor={setCursorX}
          onLine={openJob}
          description={describe(best, choice)}
        />
      )}
    </>
  );
}

const noMarks = [] as const;

interface PlacedRun {
  readonly run: ComparedRun;
  /** Among all runs: its colour. */
  readonly index: number;
}

/** The lowest by the chosen number first; those without one come last. */
function bestRuns(runs: readonly ComparedRun[], { curve, value, top }: CompareChoice): readonly PlacedRun[] {
  const placed = runs.map((run, index) => ({ run, index }));
  const figure = ({ run }: PlacedRun): number => curveFigure(run, curve, value) ?? Infinity;
  const sorted = placed.toSorted((one, other) => figure(one) - figure(other) || one.index - other.index);
  return top === 0 ? sorted : sorted.slice(0, top);
}

/** Asks for the curves of these jobs while they are shown. */
function useSeries(best: readonly PlacedRun[], { curve }: CompareChoice): readonly Series[] {
  const ids = [...new Set(best.flatMap(({ run }) => run.job_id ?? []))].sort((a, b) => a - b).join();
  useEffect(() => {
    const close = ids.split(',').flatMap((id) => (id === '' ? [] : [stores().curves.open(Number(id))]));
    return () => close.forEach((end) => end());
  }, [ids]);
  const byJob = useAllCurves();
  return useMemo(() => {
    const known = best.flatMap(({ run, index }) => {
      const curves = byJob.get(run.job_id ?? 0)?.curves;
      return curves ? [{ key: run.key, label: runTitle(run), curves, index }] : [];
    });
    return comparedSeries(known, curve);
  }, [best, byJob, curve]);
}

function readAt(
  series: Series,
  cursorX: number | null,
  best: readonly PlacedRun[],
  { curve, value }: CompareChoice,
): string {
  const run = best.find((one) => one.run.key === series.key)?.run;
  if (cursorX === null) return curveText(run ? curveFigure(run, curve, value) : null, curve);
  const index = nearestIndex(series.x, cursorX);
  return curveText(index === null ? null : (series.y[index] ?? null), curve);
}

const labelWithFigure = (series: Series, best: readonly PlacedRun[], choice: CompareChoice): string =>
  `${series.label} ${readAt(series, null, best, choice)}`;

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}

const describe = (best: readonly PlacedRun[], { curve, value }: CompareChoice): string =>
  `${curveWords[curve]} over the epochs. ${valueWords[value]}: ${best
    .map(({ run }) => `${runTitle(run)} ${curveText(curveFigure(run, curve, value), curve)}`)
    .join('; ')}.`;

interface CurveToolsProps {
  readonly choice: CompareChoice;
  readonly onChoice: ChangeChoice;
  readonly runCount: number;
  readonly children: React.ReactNode;
}

function CurveTools({ choice, onChoice, runCount, children }: CurveToolsProps) {
  return (
    <div className="row compare-tools">
      <Choose
        label="Curve"
        value={choice.curve}
        data={curveNames.map((value) => ({ value, label: curveWords[value] }))}
        onValue={(curve) => onChoice({ curve: curveNames.find((name) => name === curve) ?? 'val_loss' })}
      />
      <Choose
        label="Value"
        value={choice.value}
        data={curveValues.map((value) => ({ value, label: valueWords[value] }))}
        onValue={(value) => onChoice({ value: curveValues.find((name) => name === value) ?? 'best' })}
      />
      <SegmentedControl
        aria-label="Axis"
        value={choice.scale}
        onChange={(scale) => onChoice({ scale: scale === 'linear' ? 'linear' : 'logarithmic' })}
        data={[
          { value: 'logarithmic', label: 'Log' },
          { value: 'linear', label: 'Linear' },
        ]}
      />
      <Choose
        label="Smoothing"
        value={choice.smoothing}
        data={smoothings.map((value) => ({
          value,
          label: value === '0' ? 'No smoothing' : `Smooth ${value}`,
        }))}
        onValue={(smoothing) => onChoice({ smoothing })}
      />
      {runCount > tops[0] ? (
        <Choose
          label="How many curves"
          value={String(choice.top)}
          data={tops.map((top) => ({ value: String(top), label: top === 0 ? 'All curves' : `Best ${top}` }))}
          onValue={(top) => onChoice({ top: Number(top) })}
        />
      ) : null}
      <div className="grow" />
      {children}
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly value: string;
  readonly data: { value: string; label: string }[];
  readonly onValue: (value: string) => void;
}

const Choose = ({ label, value, data, onValue }: ChooseProps) => (
  <NativeSelect
    aria-label={label}
    value={value}
    data={data}
    onChange={(event) => onValue(event.currentTarget.value)}
  />
);
