/** GET /training-jobs: newest first, by page, of one status or all. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { JobStore } from '../store/job-store.ts';

export const listTrainingJobs =
  ({ jobs }: { readonly jobs: JobStore }) =>
  (input: InputOf<'list-training-jobs'>): OutputOf<'list-training-jobs'> => {
    const counts = jobs.countJobs();
    const all = counts.queued + counts.running + counts.succeeded + counts.failed + counts.stopped;
    const total = input.status === undefined ? all : counts[input.status];
    return { items: [...jobs.listJobs(input)], meta: pageMeta(input, total) };
  };
