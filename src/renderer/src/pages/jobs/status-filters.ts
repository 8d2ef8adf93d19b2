/** What the list of jobs can be narrowed to: all, then each status in the order of the table of facts; and those that are held. */
import type { JobStatus } from '../../../../shared/contract/job.ts';
import { factsOf, jobStatuses } from '../../../../shared/domain/job-status.ts';

export type StatusFilter = JobStatus | 'all' | 'held';

export const statusFilters = (): readonly StatusFilter[] => ['all', ...jobStatuses()];

export const filterWords = (filter: StatusFilter): string =>
  filter === 'all' ? 'All' : factsOf(filter === 'held' ? held : { status: filter }).words;

const held = { status: 'queued', held: true } as const;
