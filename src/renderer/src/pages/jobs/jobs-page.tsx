/** The queue: every job, what it does and what it left. */
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { FailurePanel, LoadingRows } from '../../components/states.tsx';
import { goTo } from '../../routing/use-route.ts';
import { emptyNewJob } from '../../routing/route.ts';
import { useBatteriesStore } from '../../state/batteries-store.ts';
import { useClock } from '../../state/clock-store.ts';
import type { JobEntry } from '../../state/job-entry.ts';
import { loadJobs, useJobsStore } from '../../state/jobs-store.ts';
import { summary } from '../../words/queue-words.ts';
import { FirstRun } from './first-run.tsx';
import { jobColumns } from './job-columns.tsx';
import { JobsTable } from './jobs-table.tsx';

export function JobsPage() {
  const { jobs, loading } = useJobsStore();
  const isWide = useMediaQuery('(min-width: 1360px)');
  const columns = useMemo(() => jobColumns(isWide), [isWide]);
  const newestFirst = useMemo(() => [...jobs.values()].sort((a, b) => b.id - a.id), [jobs]);
  return (
    <Page title="Jobs" facts={loading.phase === 'ready' ? <Summary /> : null} actions={<NewJobButton />}>
      <JobsContent jobs={newestFirst} columns={columns} />
    </Page>
  );
}

function Summary() {
  const { nowMs } = useClock();
  const { jobs } = useJobsStore();
  return <span>{jobs.size > 0 ? summary(jobs, nowMs) : ''}</span>;
}

function NewJobButton() {
  return (
    <Button leftSection={<Icon name="plus" />} onClick={() => goTo(emptyNewJob)} title="New job (N)">
      New job
    </Button>
  );
}

interface JobsContentProps {
  readonly jobs: readonly JobEntry[];
  readonly columns: ReturnType<typeof jobColumns>;
}

function JobsContent({ jobs, columns }: JobsContentProps) {
  const { loading } = useJobsStore();
  const batteriesLoading = useBatteriesStore((state) => state.loading);
  if (jobs.length > 0) return <JobsTable jobs={jobs} columns={columns} />;
  if (loading.phase === 'failed') {
    return (
      <FailurePanel
        what="The list of jobs could not be read"
        error={loading.error}
        onRetry={() => void loadJobs()}
      />
    );
  }
  if (loading.phase === 'loading' || batteriesLoading.phase === 'loading') return <LoadingRows what="jobs" />;
  return <FirstRun />;
}
