/**
 * The jobs that are on the screen or at work, by id, and how many there are in each status; changed by answers and by
 * events, never by guess. Which of them stand in the list, and in which order, is the job list's.
 */
import { createStore, type StoreApi } from 'zustand';
import type { JobEvent } from '../../../shared/contract/events.ts';
import type { JobStatus, TrainingJobDetail } from '../../../shared/contract/job.ts';
import type { ListedJob } from '../../../shared/contract/job-list.ts';
import { holdsSlot, isWaiting, statusesWhere } from '../../../shared/domain/job-status.ts';
import type { OutputOf } from '../../../shared/contract/operations.ts';
import type { AskOf, Client } from '../client/client.ts';
import { applyEvents, jobIdsWithNewStatus } from './apply-event.ts';
import { entryOfDetail, entryOfListed, fieldsOfEntries, type JobEntry, type Jobs } from './job-entry.ts';
import { longestPage } from './list-all.ts';
import type { ListingGate } from './listing-gate.ts';
import { asClientError, failed, type Loading, loading, ready } from './loading.ts';

type JobCounts = Readonly<Record<JobStatus, number>>;
/** What an answer says of all jobs. */
type JobsMeta = Pick<OutputOf<'list-training-jobs'>['meta'], 'counts' | 'held'>;

interface JobsState {
  readonly jobs: Jobs;
  /** null until they have been asked for. */
  readonly counts: JobCounts | null;
  /** How many of the waiting ones are held. */
  readonly heldCount: number;
  readonly loading: Loading;
}

export interface JobsStore {
  readonly state: StoreApi<JobsState>;
  /** Asks for the counts and for the jobs at work, which the summary of the queue needs. Never rejects. */
  readonly load: () => Promise<void>;
  readonly putListed: (items: readonly ListedJob[], meta: JobsMeta) => void;
  readonly drop: (id: number) => void;
  /** Asks for one job with all its facts. Throws ClientError. */
  readonly loadOne: (id: number) => Promise<JobEntry>;
  /** Asks for the job again whenever its status changes, until the answer is called. */
  readonly keepFresh: (id: number) => () => void;
  /** Asks again for all that are kept fresh; one that is gone is forgotten. */
  readonly renewFresh: () => void;
  readonly take: (events: readonly JobEvent[]) => void;
  /** Throws ClientError. */
  readonly create: (input: AskOf<'create-training-job'>) => Promise<JobEntry>;
  /** Throws ClientError. */
  readonly stop: (id: number) => Promise<void>;
  /** Throws ClientError. */
  readonly pause: (id: number) => Promise<void>;
  /** Throws ClientError. */
  readonly resume: (id: number) => Promise<void>;
  /** Throws ClientError. */
  readonly finish: (id: number) => Promise<void>;
  /** Gives a waiting job another place in the queue. Throws ClientError. */
  readonly place: (id: number, to: 'top' | 'end') => Promise<void>;
  /** The job that goes on with it. Throws ClientError. */
  readonly extend: (id: number, epochs: number) => Promise<JobEntry>;
  /** Throws ClientError. */
  readonly remove: (id: number) => Promise<void>;
}

export function createJobsStore(client: Pick<Client, 'call'>, gate: ListingGate): JobsStore {
  const state = createStore<JobsState>(() => ({ jobs: new Map(), counts: null, heldCount: 0, loading }));
  const put = (job: JobEntry): void =>
    state.setState(({ jobs }) => ({ jobs: new Map(jobs).set(job.id, job) }));
  const drop = (id: number): void =>
    state.setState(({ jobs }) => ({ jobs: new Map([...jobs].filter(([key]) => key !== id)) }));
  const putListed: JobsStore['putListed'] = (items, { counts, held }) =>
    state.setState((before) => ({
      jobs: new Map([
        ...before.jobs,
        ...items.map((item) => [item.id, entryOfListed(item, before.jobs.get(item.id))] as const),
      ]),
      counts: counts ?? before.counts,
      heldCount: held ?? before.heldCount,
      loading: ready,
    }));
  const loadOne = (id: number): Promise<JobEntry> =>
    gate.during(async () => putDetail(await client.call('get-training-job', { job_id: id })));
  const putDetail = (detail: TrainingJobDetail): JobEntry => {
    const job = entryOfDetail(detail);
    put(job);
    return job;
  };
  return {
    state,
    load: () => loadJobsAtWork(client, gate, { state, putListed }),
    putListed,
    drop,
    loadOne,
    ...keptFresh(state, (id) => renew(id, loadOne, drop)),
    create: async (input) => putDetail(await client.call('create-training-job', input)),
    ...wishes(client, putDetail),
    place: async (id, to) => void putDetail(await client.call('update-training-job', { job_id: id, to })),
    extend: async (id, epochs) => putDetail(await client.call('extend-training-job', { job_id: id, epochs })),
    remove: async (id) => {
      await client.call('delete-training-job', { job_id: id });
      drop(id);
    },
  };
}

type Wish = 'stop' | 'pause' | 'resume' | 'finish';

/** What is answered with the job as it is then. */
function wishes(
  client: Pick<Client, 'call'>,
  putDetail: (detail: TrainingJobDetail) => void,
): Pick<JobsStore, Wish> {
  const wish =
    (name: Wish) =>
    async (id: number): Promise<void> =>
      putDetail(await client.call(`${name}-training-job`, { job_id: id }));
  return { stop: wish('stop'), pause: wish('pause'), resume: wish('resume'), finish: wish('finish') };
}

/** There are never more of them than a page holds. */
async function loadJobsAtWork(
  client: Pick<Client, 'call'>,
  gate: ListingGate,
  { state, putListed }: Pick<JobsStore, 'state' | 'putListed'>,
): Promise<void> {
  try {
    await gate.during(async () => {
      const [status] = statusesWhere(holdsSlot);
      const question = { fields: fieldsOfEntries, page_size: longestPage };
      const { items, meta } = await client.call('list-training-jobs', { ...question, status });
      putListed(items, meta);
    });
  } catch (error) {
    if (state.getState().counts === null) state.setState({ loading: failed(error) });
  }
}

/** One that is gone is forgotten; where there is no answer, the banner says so. */
async function renew(id: number, loadOne: JobsStore['loadOne'], drop: JobsStore['drop']): Promise<void> {
  try {
    await loadOne(id);
  } catch (error) {
    if (asClientError(error).code === 'RESOURCE_NOT_FOUND') drop(id);
  }
}

function keptFresh(
  state: StoreApi<JobsState>,
  renewOne: (id: number) => Promise<void>,
): Pick<JobsStore, 'keepFresh' | 'renewFresh' | 'take'> {
  /** How many look at a job. */
  const readers = new Map<number, number>();
  /** One that waits moves up when any other starts or ends. */
  const isStale = (id: number, changed: readonly number[]): boolean => {
    const job = state.getState().jobs.get(id);
    return changed.includes(id) || (changed.length > 0 && job !== undefined && isWaiting(job));
  };
  return {
    keepFresh: (id) => {
      readers.set(id, (readers.get(id) ?? 0) + 1);
      return () => {
        const left = (readers.get(id) ?? 1) - 1;
        if (left === 0) readers.delete(id);
        else readers.set(id, left);
      };
    },
    renewFresh: () => readers.forEach((_count, id) => void renewOne(id)),
    take: (events) => {
      state.setState(({ jobs }) => ({ jobs: applyEvents(jobs, events) }));
      const changed = jobIdsWithNewStatus(events);
      for (const id of readers.keys()) if (isStale(id, changed)) void renewOne(id);
    },
  };
}
