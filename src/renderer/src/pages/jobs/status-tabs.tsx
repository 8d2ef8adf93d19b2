/** Which jobs are shown: all, or those of one status, with how many there are. */
import { useJobs } from '../../state/page-stores.ts';
import { countWhere } from '../../words/queue-words.ts';
import { filterWords, type StatusFilter, statusFilters } from './status-filters.ts';

interface StatusTabsProps {
  readonly filter: StatusFilter;
  readonly onFilter: (filter: StatusFilter) => void;
}

export function StatusTabs({ filter, onFilter }: StatusTabsProps) {
  const counts = useJobs((state) => state.counts);
  const count = (one: StatusFilter): number =>
    countWhere(counts, ({ status }) => one === 'all' || one === status);
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
