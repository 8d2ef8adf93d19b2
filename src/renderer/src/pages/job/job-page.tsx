/** One job: its curve large, the facts beside it, the log under both. */
import { useEffect, useState } from 'react';
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { Page } from '../../components/page.tsx';
import { SplitBar } from '../../components/split-bar.tsx';
import { FailurePanel, LoadingRows } from '../../components/states.tsx';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { askForJob, openJob, useOpenJob } from '../../actions/open-job.ts';
import { type JobEntry, jobTitle } from '../../state/job-entry.ts';
import { keep, kept } from '../../state/kept.ts';
import { deleteJob, finishJob, pauseOrResumeJob, stopJob } from '../../actions/job-actions.ts';
import { runAgain } from '../jobs/job-columns.tsx';
import { JobButtons } from './job-buttons.tsx';
import { CurvePanel } from './curve-panel.tsx';
import { JobFactsPanel } from './job-facts-panel.tsx';
import { LogPanel } from './log-panel.tsx';

export function JobPage({ jobId }: { readonly jobId: number }) {
  useEffect(() => openJob(jobId), [jobId]);
  const { job, loading } = useOpenJob(jobId);
  if (job) return <LoadedJob job={job} />;
  return (
    <Page title={`Job ${jobId}`}>
      {loading.phase === 'failed' ? (
        <FailurePanel
          what={`Job ${jobId} cannot be shown`}
          error={loading.error}
          onRetry={() => askForJob(jobId)}
        />
      ) : (
        <LoadingRows what="job" />
      )}
    </Page>
  );
}

function LoadedJob({ job }: { readonly job: JobEntry }) {
  const remove = async (): Promise<void> => {
    if (await deleteJob(job)) goTo({ page: 'jobs' });
  };
  useShortcuts({
    s: () => void stopJob(job),
    h: () => void pauseOrResumeJob(job),
    f: () => void finishJob(job),
    d: () => runAgain(job),
    Delete: () => void remove(),
    Escape: () => goTo({ page: 'jobs' }),
  });
  const [logHeight, setLogHeight] = useState(() => Number(kept('log-height') ?? 240));
  const resize = (height: number): void => {
    setLogHeight(height);
    keep('log-height', height);
  };
  return (
    <Page
      title={`#${job.id} ${jobTitle(job)}`}
      actions={<JobButtons job={job} onDelete={() => void remove()} />}
    >
      {factsOf(job).glance === 'reason' ? (
        <div className="failure" role="alert">
          <strong>This job failed</strong>
          <span>{job.error_message ?? 'Its log says why.'}</span>
        </div>
      ) : null}
      <div className="job" style={{ '--log-height': `${logHeight}px` } as React.CSSProperties}>
        <section className="job-curves" aria-label="Loss curves">
          <CurvePanel job={job} />
        </section>
        <JobFactsPanel job={job} />
        <SplitBar label="Height of the log" height={logHeight} onHeight={resize} />
        <LogPanel job={job} />
      </div>
    </Page>
  );
}
