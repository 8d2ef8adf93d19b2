/** The loss curves with their readout and tools. */
import { useCallback, useMemo, useState } from 'react';
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { nearestIndex } from '../../charts/decimate.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { lossSeries, withSmoothing } from '../../charts/loss-series.ts';
import { referenceMarks, referencesInSight } from '../../charts/reference-marks.ts';
import type { Mark, Scale, Series, Window } from '../../charts/series.ts';
import { LeakageBadges } from '../../components/leakage-badges.tsx';
import { Readout } from '../../components/readout.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import { spread } from '../../words/folds.ts';
import { loss } from '../../words/number.ts';
import { bestIndex, type Curves } from '../../charts/curves.ts';
import { evaluationOfJob, type JobEntry, jobTitle, leakageOfJob } from '../../state/job-entry.ts';
import { stores, useJobCurves } from '../../state/page-stores.ts';
import { CurveTools } from './curve-tools.tsx';

export function CurvePanel({ job }: { readonly job: JobEntry }) {
  const { curves, loading } = useJobCurves(job.id);
  if (loading.phase === 'failed') {
    const retry = (): void => stores().curves.reload(job.id);
    return <FailurePanel what="The curves could not be read" error={loading.error} onRetry={retry} />;
  }
  if (loading.phase === 'loading') return <LoadingRows what="curves" />;
  if (curves.epochs.length === 0) return <EmptyPanel title={factsOf(job).withoutCurves} />;
  return <Curve job={job} curves={curves} />;
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
  const bestEpoch = bestEpochOf(curves);
  const evaluation = evaluationOfJob(job);
  const references = useMemo(() => referenceMarks(evaluation), [evaluation]);
  const marks = useMemo(
    () =>
      marksOf(
        referencesInSight(references, raw, scale).filter(({ key }) => !hidden.has(key)),
        bestEpoch,
      ),
    [references, raw, scale, hidden, bestEpoch],
  );
  const y = useMemo(() => ({ label: 'loss (standardised units²)', scale }), [scale]);
  const toggle = useCallback((key: string) => setHidden((before) => toggled(before, key)), []);
  const index = cursorX === null ? null : nearestIndex(curves.epochs, cursorX);
  return (
    <>
      <div className="row">
        <h2>Loss</h2>
        <LeakageBadges leakage={leakageOfJob(job)} />
        <div className="grow" />
        <CurveTools
          {...{ scale, setScale, weight, setWeight, isZoomed: window !== null, job, marks }}
          onReset={() => setWindow(null)}
          series={drawn}
        />
      </div>
      <Readout
        where={whereOf(curves, index)}
        values={[
          ...raw.map((series) => ({ ...series, value: lossWithDeviation(series, index) })),
          ...references.map(({ key, label, at }) => ({ key, label, value: loss(at), ...grey })),
        ]}
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

function bestEpochOf(curves: Curves): number | null {
  const best = bestIndex(curves);
  return best === null ? null : (curves.epochs[best] ?? null);
}

const grey = { color: 'var(--dim)', isDashed: true } as const;

function marksOf(references: readonly Mark[], bestEpoch: number | null): readonly Mark[] {
  if (bestEpoch === null) return references;
  return [...references, { axis: 'x', at: bestEpoch, label: `best: epoch ${bestEpoch}` }];
}

const whereOf = ({ epochs }: Curves, index: number | null): string =>
  index === null ? 'last epoch' : `epoch ${epochs[index] ?? 0}`;

/** Without an index the last value there is. */
const valueAt = (values: Series['y'], index: number | null): number | null =>
  (index === null ? values.findLast((value) => value !== null) : values[index]) ?? null;

/** "0.0234", with folds "0.0234 ± 0.0041" */
function lossWithDeviation({ y, band }: Series, index: number | null): string {
  const mean = valueAt(y, index);
  const high = band ? valueAt(band.high, index) : null;
  return mean === null || high === null ? loss(mean) : spread({ mean, deviation: high - mean }, loss);
}

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
