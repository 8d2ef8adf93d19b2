/**
 * The loss curves of the jobs one looks at, by job. Each is asked for once; from then on it grows by the events, which
 * carry every number of an epoch. Events that come while it is being asked for wait for the answer.
 */
import { createStore, type StoreApi } from 'zustand';
import type { JobEvent } from '../../../shared/contract/events.ts';
import { type Curves, curvesAfter, curvesOfMetrics, noCurves } from '../charts/curves.ts';
import type { Client } from '../client/client.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

export interface JobCurves {
  readonly curves: Curves;
  readonly loading: Loading;
}

interface CurvesState {
  readonly byJob: ReadonlyMap<number, JobCurves>;
}

export interface CurvesStore {
  readonly state: StoreApi<CurvesState>;
  /** Keeps the job's curves up to date until the answer is called; several may look at one job. */
  readonly open: (jobId: number) => () => void;
  /** Asks for the job's curves again, where it is open. */
  readonly reload: (jobId: number) => void;
  /** Asks for all open curves again, after a break. */
  readonly reloadAll: () => void;
  /** Takes what happened to any jobs, in order. */
  readonly take: (events: readonly JobEvent[]) => void;
}

/** Before the first answer. */
export const unreadCurves: JobCurves = { curves: noCurves, loading };

export function createCurvesStore(client: Pick<Client, 'call'>): CurvesStore {
  const state = createStore<CurvesState>(() => ({ byJob: new Map() }));
  const open = new Map<number, OpenCurves>();
  const show = (jobId: number, curves: JobCurves): void => {
    if (open.has(jobId)) state.setState(({ byJob }) => ({ byJob: new Map(byJob).set(jobId, curves) }));
  };
  const close = (jobId: number, curves: OpenCurves): void => {
    curves.readers -= 1;
    if (curves.readers > 0) return;
    open.delete(jobId);
    state.setState(({ byJob }) => ({ byJob: new Map([...byJob].filter(([id]) => id !== jobId)) }));
  };
  return {
    state,
    open: (jobId) => {
      const curves = open.get(jobId) ?? openCurves(client, jobId, (next) => show(jobId, next));
      open.set(jobId, curves);
      curves.readers += 1;
      if (curves.readers === 1) curves.ask();
      return () => close(jobId, curves);
    },
    reload: (jobId) => open.get(jobId)?.ask(),
    reloadAll: () => open.forEach((curves) => curves.ask()),
    take: (events) => {
      for (const [jobId, curves] of open) curves.take(events.filter((event) => event.job_id === jobId));
    },
  };
}

interface OpenCurves {
  readers: number;
  readonly ask: () => void;
  /** What happened to this job. */
  readonly take: (events: readonly JobEvent[]) => void;
}

function openCurves(
  client: Pick<Client, 'call'>,
  jobId: number,
  show: (curves: JobCurves) => void,
): OpenCurves {
  let known = unreadCurves;
  let isAsking = false;
  /** Not in the curves yet. */
  let waiting: readonly JobEvent[] = [];
  const set = (curves: JobCurves): void => {
    waiting = [];
    if (curves === known) return;
    known = curves;
    show(curves);
  };
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const answer = await readCurves(client, jobId, known);
    isAsking = false;
    set(grown(answer, waiting) ?? answer);
  };
  return {
    readers: 0,
    ask: () => void ask(),
    take: (events) => {
      waiting = [...waiting, ...events];
      if (isAsking || waiting.length === 0) return;
      const next = grown(known, waiting);
      if (next === null) void ask();
      else set(next);
    },
  };
}

/** null where the events do not go on where the curves end. */
function grown(known: JobCurves, events: readonly JobEvent[]): JobCurves | null {
  const curves = curvesAfter(known.curves, events);
  if (curves === null || curves === known.curves) return curves && known;
  return { ...known, curves };
}

/** Where they cannot be read, what is drawn already stays: the banner says that it is old. */
async function readCurves(
  client: Pick<Client, 'call'>,
  jobId: number,
  before: JobCurves,
): Promise<JobCurves> {
  try {
    const metrics = await client.call('get-training-metrics', { job_id: jobId });
    return { curves: curvesOfMetrics(metrics), loading: ready };
  } catch (error) {
    return before.curves.epochs.length > 0 ? before : { curves: noCurves, loading: failed(error) };
  }
}
