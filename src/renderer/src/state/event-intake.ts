/**
 * Where the backend's events enter the stores. They are gathered and applied ten times a second, however fast three jobs
 * report; while the list is being asked for they wait, so that an older answer never overwrites a newer event.
 */
import type { EventSubscription } from '../client/client.ts';
import type { Collection, JobEvent } from '../../../shared/contract/events.ts';
import { jobIdsWithNewStatus } from './apply-event.ts';
import { backend } from './backend.ts';
import { loadBatteries } from './batteries-store.ts';
import { useConnectionStore } from './connection-store.ts';
import { reloadEvaluations } from './evaluations-store.ts';
import { asClientError } from './loading.ts';
import { readNewLines, useLogStore } from './log-store.ts';
import { loadModels } from './models-store.ts';
import { stores } from './page-stores.ts';
import { reloadPredictions } from './predictions-store.ts';
import { loadSettings } from './settings-store.ts';
import { throttled } from './throttled.ts';

const gatherMs = 100;
let waiting: JobEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let subscription: EventSubscription | null = null;

/** Opens the stream; every time it opens, the lists are asked for: deletions and imports of before are not told again. */
export function startEventIntake(): void {
  stores().gate.onFree(takeWaiting);
  subscription = backend().subscribe(null, {
    onEvent: ({ event }) => {
      waiting.push(event);
      timer ??= setTimeout(takeWaiting, gatherMs);
    },
    onChanged: (collection) => void reload[collection](),
    onConnected: () => {
      useConnectionStore.setState({ connection: { state: 'live' } });
      void loadEverything();
    },
    onDisconnected: () => void markLost(),
  });
}

export const reconnectNow = (): void => subscription?.reconnectNow();

/** A stream that never opened may have been refused for want of a token, which only a call can tell. */
async function markLost(): Promise<void> {
  const { connection } = useConnectionStore.getState();
  if (connection.state === 'connecting' && (await isRefused())) {
    subscription?.unsubscribe();
    useConnectionStore.setState({ connection: { state: 'refused' } });
  } else if (connection.state !== 'lost') {
    useConnectionStore.setState({ connection: { state: 'lost', sinceMs: Date.now() } });
  }
}

async function isRefused(): Promise<boolean> {
  try {
    await backend().call('get-settings', {});
    return false;
  } catch (error) {
    return asClientError(error).code === 'UNAUTHORIZED';
  }
}

/** Tries again with this token. */
export function identify(token: string): void {
  backend().identify(token);
  useConnectionStore.setState({ connection: { state: 'connecting' } });
  startEventIntake();
}

async function loadEverything(): Promise<void> {
  const { jobs, jobList, curves } = stores();
  jobList.refresh();
  jobs.renewFresh();
  curves.reloadAll();
  const { jobId } = useLogStore.getState();
  if (jobId !== null) readNewLines(jobId);
  await Promise.all([jobs.load(), loadBatteries(), loadModels(), loadSettings()]);
}

/** What somebody else changed: a script, another window, or the passing of the days. */
const reload: Readonly<Record<Collection, () => Promise<void>>> = {
  jobs: () => {
    const { jobs, jobList } = stores();
    jobList.refresh();
    jobs.renewFresh();
    return jobs.load();
  },
  batteries: loadBatteries,
  models: loadModels,
  settings: loadSettings,
  // Asked for only while a page shows them.
  predictions: reloadPredictions,
  evaluations: reloadEvaluations,
};

function takeWaiting(): void {
  clearTimeout(timer);
  timer = undefined;
  const { gate, jobs, jobList, curves } = stores();
  if (gate.isBusy() || waiting.length === 0) return;
  const events = waiting;
  waiting = [];
  jobs.take(events);
  curves.take(events);
  if (jobIdsWithNewStatus(events).length > 0) {
    atWork.wish();
    jobList.refresh();
  }
  for (const id of new Set(events.filter(({ type }) => type === 'log').map((event) => event.job_id)))
    readNewLines(id);
  if (events.some(({ type }) => type === 'complete')) void loadModels();
}

/** Counts and the jobs at work, however many jobs begin and end at once. */
const atWork = throttled(() => stores().jobs.load(), 500);
