/** Which jobs are shown: all, those of one status, or the paused ones, with how many there are. */
import { useJobs } from '../../state/page-stores.ts';
import { countWhere } from '../../words/queue-words.ts';
import { filterWords, type StatusFilter, statusFilters } from './status-filters.ts';

interface StatusTabsProps {
  readonly filter: StatusFilter;
  readonly onFilter: (filter: StatusFilter) => void;
}

export function StatusTabs({ filter, onFilter }: StatusTabsProps) {
  const counts = useJobs((state) => state.counts);
  const heldCount = useJobs((state) => state.heldCount);
  const count = (one: StatusFilter): number =>
    one === 'held' ? heldCount : countWhere(counts, ({ status }) => one === 'all' || one === status);
  // A tab of its own only where there is one, or where one looks at it.
  const isHeldShown = heldCount > 0 || filter === 'held';
  return (
    <div className="tabs" role="group" aria-label="Status">
      {[...statusFilters(), ...(isHeldShown ? (['held'] as const) : [])].map((one) => (
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
