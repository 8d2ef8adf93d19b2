/** Which jobs are shown: all, or those of one status, with how many there are. */
import type { JobStatus } from '../../../../shared/contract/job.ts';
import { statusWords } from '../../components/status-mark.tsx';
import type { JobEntry } from '../../state/job-entry.ts';

export type StatusFilter = JobStatus | 'all';

const filters: readonly StatusFilter[] = ['all', 'running', 'queued', 'succeeded', 'failed', 'stopped'];

interface StatusTabsProps {
  readonly jobs: readonly JobEntry[];
  readonly filter: StatusFilter;
  readonly onFilter: (filter: StatusFilter) => void;
}

export function StatusTabs({ jobs, filter, onFilter }: StatusTabsProps) {
  const count = (one: StatusFilter): number =>
    one === 'all' ? jobs.length : jobs.filter(({ status }) => status === one).length;
  return (
    <div className="tabs" role="group" aria-label="Status">
      {filters.map((one) => (
        <button
          key={one}
          className="plain-button tab"
          aria-pressed={one === filter}
          onClick={() => onFilter(one)}
        >
          {one === 'all' ? 'All' : statusWords[one]} <span className="tab-count">{count(one)}</span>
        </button>
      ))}
    </div>
  );
}
