/** What the list of jobs can be narrowed to: all, then each status in the order of the table of facts. */
import type { JobStatus } from '../../../../shared/contract/job.ts';
import { factsOf, jobStatuses } from '../../../../shared/domain/job-status.ts';

export type StatusFilter = JobStatus | 'all';

export const statusFilters = (): readonly StatusFilter[] => ['all', ...jobStatuses()];

export const filterWords = (filter: StatusFilter): string =>
  filter === 'all' ? 'All' : factsOf({ status: filter }).words;
