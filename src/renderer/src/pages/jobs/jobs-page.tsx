/** The queue: every job, what it does and what it left. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { FailurePanel, LoadingRows } from '../../components/states.tsx';
import { goTo } from '../../routing/use-route.ts';
import { emptyNewJob } from '../../routing/route.ts';
import { useClock } from '../../state/clock-store.ts';
import { holdQueue } from '../../actions/job-actions.ts';
import { stores, useBatteries, useJobList, useJobs, useSettings } from '../../state/page-stores.ts';
import { countWhere, summary } from '../../words/queue-words.ts';
import { FirstRun } from './first-run.tsx';
import { type JobColumn, jobColumns } from './job-columns.tsx';
import { JobsTable } from './jobs-table.tsx';

export function JobsPage() {
  useEffect(() => stores().jobList.open(), []);
  const isWide = useMediaQuery('(min-width: 1600px)');
  const isNarrow = useMediaQuery('(max-width: 1359px)');
  const room = isWide ? 'wide' : isNarrow ? 'narrow' : 'middle';
  const columns = useMemo(() => jobColumns(room), [room]);
  return (
    <Page title="Jobs" facts={<Summary />} actions={<QueueButtons />}>
      <JobsContent columns={columns} />
    </Page>
  );
}

function Summary() {
  const { nowMs } = useClock();
  const { counts, heldCount, jobs } = useJobs((state) => state);
  const isAnyJob = countWhere(counts, () => true) > 0;
  return <span>{counts && isAnyJob ? summary({ counts, heldCount, jobs }, nowMs) : ''}</span>;
}

function QueueButtons() {
  const isHeld = useSettings(({ settings }) => settings?.hold_queue ?? false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name={isHeld ? 'play' : 'pause'} />}
        onClick={() => void holdQueue(!isHeld)}
        title={isHeld ? 'Waiting jobs start again' : 'No waiting job starts; what runs goes on'}
      >
        {isHeld ? 'Release the queue' : 'Hold the queue'}
      </Button>
      <Button leftSection={<Icon name="plus" />} onClick={() => goTo(emptyNewJob)} title="New job (N)">
        New job
      </Button>
    </>
  );
}

function JobsContent({ columns }: { readonly columns: readonly JobColumn[] }) {
  const jobCount = useJobs(({ counts }) => countWhere(counts, () => true));
  const loading = useJobs((state) => state.loading);
  const listing = useJobList((state) => state.loading);
  const batteriesLoading = useBatteries((state) => state.loading);
  const failure = [listing, loading].find(({ phase }) => phase === 'failed');
  if (failure?.phase === 'failed') {
    return (
      <FailurePanel what="The list of jobs could not be read" error={failure.error} onRetry={askAgain} />
    );
  }
  if (jobCount > 0) return <JobsTable columns={columns} />;
  if (loading.phase === 'loading' || batteriesLoading.phase === 'loading') return <LoadingRows what="jobs" />;
  return <FirstRun />;
}

function askAgain(): void {
  const { jobs, jobList } = stores();
  void jobs.load();
  jobList.refresh();
}
