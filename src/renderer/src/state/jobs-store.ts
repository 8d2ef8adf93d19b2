/** All jobs by id, newest last in age but first in every list; changed by answers and by events, never by guess. */
import { create } from 'zustand';
import type { TrainingJob } from '../../../shared/contract/job.ts';
import { backend } from './backend.ts';
import { entryOfDetail, entryOfListed, type JobEntry, type Jobs } from './job-entry.ts';
import { wantBatteries } from './batteries-store.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface JobsState {
  readonly jobs: Jobs;
  readonly loading: Loading;
}

export const useJobsStore = create<JobsState>(() => ({ jobs: new Map(), loading }));

const pageSize = 100;

/** Asks for the whole list, page by page; the first page is shown while the rest is still coming. */
export async function loadJobs(): Promise<void> {
  try {
    const seen = new Set<number>();
    let page = 1;
    let totalPages = 1;
    do {
      const answer = await backend().call('list-training-jobs', { page, page_size: pageSize });
      for (const { id } of answer.items) seen.add(id);
      takeListed(answer.items);
      totalPages = answer.meta.total_pages;
      page += 1;
    } while (page <= totalPages);
    dropMissing(seen);
  } catch (error) {
    useJobsStore.setState({ loading: failed(error) });
  }
}

function takeListed(items: readonly TrainingJob[]): void {
  useJobsStore.setState(({ jobs }) => {
    const next = new Map(jobs);
    for (const job of items) next.set(job.id, entryOfListed(job, jobs.get(job.id)));
    return { jobs: next, loading: ready };
  });
}

/** Jobs that the list no longer has are gone; those younger than the list are not in it yet. */
function dropMissing(seen: ReadonlySet<number>): void {
  const newestSeen = Math.max(0, ...seen);
  useJobsStore.setState(({ jobs }) => ({
    jobs: new Map([...jobs].filter(([id]) => seen.has(id) || id > newestSeen)),
    loading: ready,
  }));
}

export function putJob(job: JobEntry): void {
  useJobsStore.setState(({ jobs }) => ({ jobs: new Map(jobs).set(job.id, job) }));
}

export function dropJob(id: number): void {
  useJobsStore.setState(({ jobs }) => ({ jobs: new Map([...jobs].filter(([key]) => key !== id)) }));
}

/** Asks for one job with all its facts. Throws ClientError. */
export async function loadJob(id: number): Promise<JobEntry> {
  const job = entryOfDetail(await backend().call('get-training-job', { job_id: id }));
  putJob(job);
  wantBatteries(job.facts?.battery_ids ?? []);
  return job;
}
