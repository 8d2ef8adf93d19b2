/** The table of jobs with its filter, search and keys. All of them are the API's: rows that were never seen count as well. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type JobSort, searchOfTyped } from '../../../../shared/contract/job-list.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyPanel } from '../../components/states.tsx';
import { type Sorting, sortOf, tableAsTsv } from '../../components/table/column.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import type { RowTicks } from '../../components/table/row-ticks.tsx';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { deleteJob, finishJob, pauseOrResumeJob, placeJob, stopJob } from '../../actions/job-actions.ts';
import { selectAllJobs, selectJobsTo } from '../../actions/select-jobs.ts';
import { type JobEntry, jobTitle } from '../../state/job-entry.ts';
import { type JobQuestion, rowIds } from '../../state/job-list-store.ts';
import { stores, useJobList, useJobs, useSelected } from '../../state/page-stores.ts';
import { type JobColumn, runAgain } from './job-columns.tsx';
import type { StatusFilter } from './status-filters.ts';
import { JobSelectionBar } from './job-selection-bar.tsx';
import { SavedFiltersMenu, statusOf } from './saved-filters-menu.tsx';
import { StatusTabs } from './status-tabs.tsx';

const keyOf = (job: JobEntry): number => job.id;
const open = (job: JobEntry): void => goTo({ page: 'job', jobId: job.id });
const show = (first: number, last: number): void => stores().jobList.show(first, last);
const readAll = async (columns: readonly JobColumn[]): Promise<string> =>
  tableAsTsv(await stores().jobList.readAll(), columns);

export function JobsTable({ columns }: { readonly columns: readonly JobColumn[] }) {
  const [filter, setFilter] = useState<StatusFilter>('all');
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<number | null>(null);
  useAsked(
    useMemo(() => questionOf(filter, search, sortOf(columns, sorting)), [filter, search, columns, sorting]),
  );
  const rows = useRows();
  const isSettled = useJobList(({ loading }) => loading.phase === 'ready');
  const act = useCallback(
    (action: (job: JobEntry) => void) => () => {
      const job = stores()
        .jobs.state.getState()
        .jobs.get(activeKey ?? 0);
      if (job) action(job);
    },
    [activeKey],
  );
  useShortcuts({
    s: act((job) => void stopJob(job)),
    h: act((job) => void pauseOrResumeJob(job)),
    f: act((job) => void finishJob(job)),
    t: act((job) => void placeJob(job, 'top')),
    b: act((job) => void placeJob(job, 'end')),
    d: act(runAgain),
    Delete: act((job) => void deleteJob(job)),
    Escape: stores().selectedJobs.clear,
  });
  const ticks = useTicks();
  return (
    <>
      <div className="toolbar">
        <StatusTabs filter={filter} onFilter={setFilter} />
        <div className="grow" />
        <SearchField label="Search jobs" value={search} onChange={setSearch} />
        <SavedFiltersMenu
          now={{ filter, search, sorting }}
          titleOf={(key) => columns.find((column) => column.key === key)?.title ?? key}
          onApply={(saved) => {
            setFilter(statusOf(saved.filter));
            setSearch(saved.search);
            setSorting(saved.sorting);
          }}
        />
        <CopyButton label="Copy" what="Table" text={() => readAll(columns)} />
      </div>
      <DataTable
        label="Jobs"
        {...{ columns, rows, keyOf, sorting, activeKey, ticks }}
        listName={`${filter} ${search}`}
        onSorting={setSorting}
        onActive={setActiveKey}
        onOpen={open}
        onShown={show}
        empty={
          isSettled ? <EmptyPanel title="No job matches">Change the filter or the search.</EmptyPanel> : null
        }
      />
      <JobSelectionBar />
    </>
  );
}

function useTicks(): RowTicks<JobEntry> {
  const ticked = useSelected('selectedJobs');
  return useMemo(
    () => ({
      ticked,
      nameOf: (job) => `#${job.id} ${jobTitle(job)}`,
      onTick: stores().selectedJobs.toggle,
      onExtend: (id) => void selectJobsTo(id),
      onAll: () => void selectAllJobs(),
    }),
    [ticked],
  );
}

function questionOf(filter: StatusFilter, search: string, sort: string | undefined): JobQuestion {
  const words = searchOfTyped(search);
  return {
    ...(filter === 'all' ? {} : filter === 'held' ? { held: true } : { status: filter }),
    ...(words === '' ? {} : { search: words }),
    // The columns name only what the API sorts by.
    ...(sort === undefined ? {} : { sort: sort as JobSort }),
  };
}

/** Asks anew where the question is another than the one that is answered. */
function useAsked(question: JobQuestion): void {
  useEffect(() => {
    const { jobList } = stores();
    if (JSON.stringify(jobList.state.getState().question) !== JSON.stringify(question)) jobList.ask(question);
  }, [question]);
}

/** A row for each job that was found, null where it was not read yet. */
function useRows(): readonly (JobEntry | null)[] {
  const pages = useJobList((state) => state.pages);
  const total = useJobList((state) => state.total);
  const jobs = useJobs((state) => state.jobs);
  return useMemo(
    () => rowIds({ pages, total }).map((id) => (id === null ? null : (jobs.get(id) ?? null))),
    [pages, total, jobs],
  );
}
