/** The table of jobs with its filter, search and keys. */
import { useCallback, useMemo, useState } from 'react';
import { CopyButton } from '../../components/copy-button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyPanel } from '../../components/states.tsx';
import {
  type Column,
  searchRows,
  type Sorting,
  sortRows,
  tableAsTsv,
} from '../../components/table/column.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { deleteJob, stopJob } from '../../actions/job-actions.ts';
import type { JobEntry } from '../../state/job-entry.ts';
import { wantFacts } from '../../state/job-facts-loader.ts';
import { runAgain } from './job-columns.tsx';
import type { StatusFilter } from './status-filters.ts';
import { StatusTabs } from './status-tabs.tsx';

interface JobsTableProps {
  readonly jobs: readonly JobEntry[];
  readonly columns: readonly Column<JobEntry>[];
}

const keyOf = (job: JobEntry): number => job.id;
const open = (job: JobEntry): void => goTo({ page: 'job', jobId: job.id });
const askForShown = (rows: readonly JobEntry[]): void => wantFacts(rows.map(keyOf));

export function JobsTable({ jobs, columns }: JobsTableProps) {
  const [filter, setFilter] = useState<StatusFilter>('all');
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<number | null>(null);
  const rows = useMemo(() => {
    const filtered = filter === 'all' ? jobs : jobs.filter(({ status }) => status === filter);
    return sortRows(searchRows(filtered, columns, search), columns, sorting);
  }, [jobs, filter, search, sorting, columns]);
  const act = useCallback(
    (action: (job: JobEntry) => void) => () => {
      const job = jobs.find(({ id }) => id === activeKey);
      if (job) action(job);
    },
    [jobs, activeKey],
  );
  useShortcuts({
    s: act((job) => void stopJob(job)),
    d: act(runAgain),
    Delete: act((job) => void deleteJob(job)),
  });
  const onSearch = (text: string): void => {
    setSearch(text);
    // Names come with each job's facts: a search through all of them needs all of them.
    wantFacts(jobs.map(keyOf));
  };
  return (
    <>
      <div className="toolbar">
        <StatusTabs jobs={jobs} filter={filter} onFilter={setFilter} />
        <div className="grow" />
        <SearchField label="Search jobs" value={search} onChange={onSearch} />
        <CopyButton label="Copy" what="Table" text={() => tableAsTsv(rows, columns)} />
      </div>
      <DataTable
        label="Jobs"
        {...{ columns, rows, keyOf, sorting, activeKey }}
        listName={`${filter} ${search}`}
        onSorting={setSorting}
        onActive={setActiveKey}
        onOpen={open}
        onShown={askForShown}
        empty={<EmptyPanel title="No job matches">Change the filter or the search.</EmptyPanel>}
      />
    </>
  );
}
