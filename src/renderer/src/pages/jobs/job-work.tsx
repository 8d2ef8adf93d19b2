/** What is worth knowing of a job at a glance: how far it is, what it waits for, what it reached, or why it failed. */
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { LeakageBadges } from '../../components/leakage-badges.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { leakageOfModel } from '../../words/leakage.ts';
import { count } from '../../words/number.ts';
import { resultAtLength, resultInWords } from '../../words/result.ts';
import { type JobEntry, leakageOfJob } from '../../state/job-entry.ts';
import { useJobsStore } from '../../state/jobs-store.ts';
import { useModelsStore } from '../../state/models-store.ts';
import { waitingFor } from '../../words/queue-words.ts';
import { useSettingsStore } from '../../state/settings-store.ts';

export function JobWork({ job }: { readonly job: JobEntry }) {
  switch (factsOf(job).glance) {
    case 'place-in-line':
      return <Waiting job={job} />;
    case 'progress':
      return (
        <span className="row">
          <ProgressBar epoch={job.current_epoch} totalEpochs={job.total_epochs} />
          <LeakageBadges leakage={leakageOfJob(job)} isShort />
        </span>
      );
    case 'result':
      return <Result job={job} />;
    case 'reason':
      return (
        <span className="bad" title={job.error_message ?? undefined}>
          {job.error_message ?? 'failed; its log says why'}
        </span>
      );
    case 'last-epoch':
      return <span className="dim">{stoppedWhere(job)}</span>;
  }
}

const stoppedWhere = ({ started_at: start, current_epoch: epoch, total_epochs: total }: JobEntry): string =>
  start === null ? 'before it started' : `at epoch ${count(epoch)} of ${count(total)}`;

function Waiting({ job }: { readonly job: JobEntry }) {
  const words = useJobsStore(({ jobs }) => jobs);
  const places = useSettingsStore(({ settings }) => settings?.max_concurrent_jobs ?? null);
  const text = waitingFor(job, words, places);
  return (
    <span className="dim" title={text}>
      {text}
    </span>
  );
}

function Result({ job }: { readonly job: JobEntry }) {
  const model = useModelsStore(({ models }) => models.get(job.model_id ?? 0));
  if (!model) return <span className="dim">{job.model_id === null ? 'model deleted' : ''}</span>;
  return (
    <span className="row">
      <span className="clip" title={resultAtLength(model.metrics)}>
        {resultInWords(model.metrics)}
      </span>
      <LeakageBadges leakage={leakageOfModel(model)} isShort />
    </span>
  );
}
