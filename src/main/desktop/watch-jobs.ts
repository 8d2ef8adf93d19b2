/** Follows the jobs that wait or train, and tells whoever shows them. */
import type { EventFeed } from '../api/backend-interface.ts';
import type { JobEvent } from '../../shared/contract/events.ts';
import type { Handlers } from '../../shared/contract/operations.ts';
import { isFinished, statusesWhere } from '../../shared/domain/job-status.ts';
import { applyJobEvent, type JobAtWork, type JobsAtWork } from './jobs-at-work.ts';

export interface JobWatchParts {
  readonly listTrainingJobs: Handlers['list-training-jobs'];
  readonly eventFeed: Pick<EventFeed, 'lastSequence' | 'subscribeFrom'>;
  /** Told after every change, and once at the start. */
  readonly onChange: (jobs: JobsAtWork) => void;
  /** Every event, for what is announced. */
  readonly onEvent: (event: JobEvent) => void;
}

export interface JobWatch {
  current(): JobsAtWork;
  stop(): void;
}

const pageSize = 100;

/** The events that came while the list was asked for are applied again, which changes nothing. */
export async function watchJobs(parts: JobWatchParts): Promise<JobWatch> {
  const sequence = parts.eventFeed.lastSequence();
  const open = statusesWhere((job) => !isFinished(job));
  let jobs: JobsAtWork = new Map((await Promise.all(open.map((status) => listJobs(parts, status)))).flat());
  parts.onChange(jobs);
  const stop = parts.eventFeed.subscribeFrom(sequence, ({ event }) => {
    const before = jobs;
    jobs = applyJobEvent(before, event);
    if (jobs !== before) parts.onChange(jobs);
    parts.onEvent(event);
  });
  return { current: () => jobs, stop };
}

async function listJobs(
  { listTrainingJobs }: JobWatchParts,
  status: JobAtWork['status'],
): Promise<readonly [number, JobAtWork][]> {
  const jobs: [number, JobAtWork][] = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const { items, meta } = await listTrainingJobs({ status, page, page_size: pageSize });
    for (const { id, progress } of items) jobs.push([id, { jobId: id, status, progress }]);
    pages = meta.total_pages;
  }
  return jobs;
}
