/**
 * Where the backend's events enter the stores. They are gathered and applied ten times a second, however fast three jobs
 * report; while the list is being asked for they wait, so that an older answer never overwrites a newer event.
 */
import type { Client, EventSubscription } from '../client/client.ts';
import type { Collection, JobEvent } from '../../../shared/contract/events.ts';
import { jobIdsWithNewStatus } from './apply-event.ts';
import { asClientError } from './loading.ts';
import type { StoresOfData } from './stores-of-data.ts';
import { throttled } from './throttled.ts';

export interface EventIntake {
  /** Opens the stream; every time it opens, the lists are asked for: deletions and imports of before are not told again. */
  readonly start: () => void;
  readonly reconnectNow: () => void;
  /** Tries again with this access token. */
  readonly identify: (token: string) => void;
}

const gatherMs = 100;

export function createEventIntake(client: Client, stores: StoresOfData): EventIntake {
  const { connection } = stores;
  const reload = reloadOf(stores);
  const gathered = gatherEvents(stores);
  let subscription: EventSubscription | null = null;
  /** A stream that never opened may have been refused for want of a token, which only a call can tell. */
  const markLost = async (): Promise<void> => {
    const { connection: now } = connection.getState();
    if (now.state === 'connecting' && (await isRefused(client))) {
      subscription?.unsubscribe();
      connection.setState({ connection: { state: 'refused' } });
    } else if (now.state !== 'lost') {
      connection.setState({ connection: { state: 'lost', sinceMs: Date.now() } });
    }
  };
  const start = (): void => {
    stores.gate.onFree(gathered.take);
    subscription = client.subscribe(null, {
      onEvent: ({ event }) => gathered.add(event),
      onChanged: (collection) => void reload[collection](),
      onConnected: () => {
        connection.setState({ connection: { state: 'live' } });
        void loadEverything(stores);
      },
      onDisconnected: () => void markLost(),
    });
  };
  return {
    start,
    reconnectNow: () => subscription?.reconnectNow(),
    identify: (token) => {
      client.identify(token);
      connection.setState({ connection: { state: 'connecting' } });
      start();
    },
  };
}

async function isRefused(client: Client): Promise<boolean> {
  try {
    await client.call('get-settings', {});
    return false;
  } catch (error) {
    return asClientError(error).code === 'UNAUTHORIZED';
  }
}

async function loadEverything(stores: StoresOfData): Promise<void> {
  const { jobs, jobList, curves, log, batteries, models, settings, comparison } = stores;
  jobList.refresh();
  comparison.refresh();
  jobs.renewFresh();
  curves.reloadAll();
  const { jobId } = log.state.getState();
  if (jobId !== null) log.readNew(jobId);
  await Promise.all([jobs.load(), batteries.load(), models.load(), settings.load()]);
}

/** What somebody else changed: a script, another window, or the passing of the days. */
const reloadOf = (stores: StoresOfData): Readonly<Record<Collection, () => Promise<void>>> => ({
  jobs: () => {
    stores.jobList.refresh();
    stores.jobs.renewFresh();
    return stores.jobs.load();
  },
  batteries: stores.batteries.load,
  models: stores.models.load,
  settings: stores.settings.load,
  // Asked for only while a page shows them.
  predictions: stores.predictions.reload,
  evaluations: () => {
    stores.comparison.refresh();
    return stores.evaluations.reload();
  },
});

function gatherEvents(stores: StoresOfData) {
  let waiting: JobEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts and the jobs at work, however many jobs begin and end at once. */
  const atWork = throttled(() => stores.jobs.load(), 500);
  const take = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (stores.gate.isBusy() || waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    spread(stores, events, atWork.wish);
  };
  return {
    take,
    add: (event: JobEvent): void => {
      waiting.push(event);
      timer ??= setTimeout(take, gatherMs);
    },
  };
}

function spread(stores: StoresOfData, events: readonly JobEvent[], renewJobsAtWork: () => void): void {
  stores.jobs.take(events);
  stores.curves.take(events);
  stores.news.take(events);
  if (jobIdsWithNewStatus(events).length > 0) {
    renewJobsAtWork();
    stores.jobList.refresh();
    stores.comparison.refresh();
  }
  const withNewLines = events.filter(({ type }) => type === 'log').map((event) => event.job_id);
  for (const id of new Set(withNewLines)) stores.log.readNew(id);
  if (events.some(({ type }) => type === 'complete')) void stores.models.load();
}
