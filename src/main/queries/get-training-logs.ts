/** GET /training-jobs/{id}/logs: oldest first, by page; of one level, after a time, with a text, where asked for. */
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { JobStores } from '../store/job-stores.ts';
import { searchLogs } from './search-logs.ts';

export const getTrainingLogs =
  ({ jobs, logs }: Pick<JobStores, 'jobs' | 'logs'>) =>
  async (input: InputOf<'get-training-logs'>): Promise<OutputOf<'get-training-logs'>> => {
    if (!jobs.findJob(input.job_id)) throw notFound('Training job', input.job_id);
    const filter = {
      jobId: input.job_id,
      level: input.level,
      after: input.after === undefined ? undefined : new Date(input.after).toISOString(),
    };
    const page = { limit: input.page_size, offset: (input.page - 1) * input.page_size };
    if (input.search === undefined) {
      return { logs: [...logs.listLogs(filter, page)], meta: pageMeta(input, logs.countLogs(filter)) };
    }
    const { lines, total } = await searchLogs(logs, filter, { text: input.search, ...page });
    return { logs: [...lines], meta: pageMeta(input, total) };
  };
