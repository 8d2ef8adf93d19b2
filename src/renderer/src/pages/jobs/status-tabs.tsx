/** Which jobs are shown: all, or those of one status, with how many there are. */
import type { JobEntry } from '../../state/job-entry.ts';
import { filterWords, type StatusFilter, statusFilters } from './status-filters.ts';

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
      {statusFilters().map((one) => (
        <button
          key={one}
          className="plain-button tab"
          aria-pressed={one === filter}
          onClick={() => onFilter(one)}
        >
          {filterWords(one)} <span className="tab-count">{count(one)}</span>
        </button>
      ))}
    </div>
  );
}
