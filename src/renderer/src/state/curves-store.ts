/** The curves that are open. Losses arrive with the events; the terms of the algorithm are asked for now and then. */
import { create } from 'zustand';
import { isLastMessage, isWaiting } from '../../../shared/domain/job-status.ts';
import type { JobEvent } from '../../../shared/contract/events.ts';
import { backend } from './backend.ts';
import { appendProgress, continues, type Curves, curvesOfMetrics, noCurves } from '../charts/curves.ts';
import { failed, type Loading, loading, ready } from './loading.ts';
import { type Throttled, throttled } from './throttled.ts';

interface CurvesState {
  readonly jobId: number | null;
  readonly curves: Curves;
  readonly loading: Loading;
}

export const useCurvesStore = create<CurvesState>(() => ({ jobId: null, curves: noCurves, loading }));

const reloadPauseMs = 2_000;
let reload: Throttled | null = null;

export function openCurves(jobId: number): void {
  closeCurves();
  useCurvesStore.setState({ jobId, curves: noCurves, loading });
  reload = throttled(() => readCurves(jobId), reloadPauseMs);
  reload.wish();
}

export function closeCurves(): void {
  reload?.cancel();
  reload = null;
  useCurvesStore.setState({ jobId: null, curves: noCurves });
}

async function readCurves(jobId: number): Promise<void> {
  try {
    const metrics = await backend().call('get-training-metrics', { job_id: jobId });
    if (useCurvesStore.getState().jobId !== jobId) return;
    useCurvesStore.setState({ curves: curvesOfMetrics(metrics), loading: ready });
  } catch (error) {
    // What is drawn already stays: the banner says that it is old.
    const { jobId: openId, curves } = useCurvesStore.getState();
    if (openId === jobId && curves.epochs.length === 0) useCurvesStore.setState({ loading: failed(error) });
  }
}

/** Asks for the whole curves again, e.g. after a break. */
export function reloadCurves(): void {
  reload?.wish();
}

/** Takes what the events say about the open job. */
export function takeCurveEvents(events: readonly JobEvent[]): void {
  const { jobId, curves } = useCurvesStore.getState();
  const own = events.filter((event) => event.job_id === jobId);
  if (own.length === 0) return;
  if (own.some((event) => event.type === 'status' && isWaiting(event))) {
    useCurvesStore.setState({ curves: noCurves });
  }
  const reports = own.filter((event) => event.type === 'progress');
  const isOver = own.some(isLastMessage);
  if (continues(curves, reports)) useCurvesStore.setState({ curves: appendProgress(curves, reports) });
  if (isOver || !continues(curves, reports) || lacksTerms(curves)) reload?.wish();
}

/** What is drawn and not in the events; terms that nobody draws are not worth asking for again and again. */
const lacksTerms = ({ series }: Curves): boolean =>
  series.size === 0 || [...series.keys()].some((name) => /^physics|_deviation$/.test(name));
