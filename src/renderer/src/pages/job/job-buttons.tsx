/** What can be done with the job on the page. */
import { Button } from '@mantine/core';
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { canFinish, extendJob, finishJob, pauseOrResumeJob, stopJob } from '../../actions/job-actions.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { goTo } from '../../routing/use-route.ts';
import type { JobEntry } from '../../state/job-entry.ts';
import { runAgain } from '../jobs/job-columns.tsx';

export function JobButtons({ job, onDelete }: { readonly job: JobEntry; readonly onDelete: () => void }) {
  const { may } = factsOf(job);
  const pauseOrResume = (): void => void pauseOrResumeJob(job);
  return (
    <>
      <JobButton icon="duplicate" title="Run again with changes (D)" onClick={() => runAgain(job)}>
        Run again
      </JobButton>
      {may.includes('pause') ? (
        <JobButton
          icon="pause"
          title="Pause: it keeps its work and frees its place (H)"
          onClick={pauseOrResume}
        >
          Pause
        </JobButton>
      ) : null}
      {may.includes('resume') ? (
        <JobButton icon="play" title="Back into the queue (H)" onClick={pauseOrResume}>
          Resume
        </JobButton>
      ) : null}
      {canFinish(job) ? (
        <JobButton
          icon="check"
          title="Ends now; its best weights become the model (F)"
          onClick={() => void finishJob(job)}
        >
          Finish
        </JobButton>
      ) : null}
      {may.includes('extend') ? (
        <JobButton icon="plus" title="As many epochs again, in a new job" onClick={() => void extend(job)}>
          More epochs
        </JobButton>
      ) : null}
      {may.includes('delete') ? (
        <JobButton icon="trash" title="Delete (Del)" onClick={onDelete}>
          Delete
        </JobButton>
      ) : (
        <JobButton icon="stop" title="Stop (S)" onClick={() => void stopJob(job)}>
          Stop
        </JobButton>
      )}
    </>
  );
}

async function extend(job: JobEntry): Promise<void> {
  const further = await extendJob(job);
  if (further) goTo({ page: 'job', jobId: further.id });
}

interface JobButtonProps {
  readonly icon: IconName;
  readonly title: string;
  readonly onClick: () => void;
  readonly children: string;
}

const JobButton = ({ icon, children, ...props }: JobButtonProps) => (
  <Button variant="default" leftSection={<Icon name={icon} />} {...props}>
    {children}
  </Button>
);
