/** What is worth knowing of a job at a glance: how far it is, what it waits for, what it reached, or why it failed. */
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { LeakageBadges } from '../../components/leakage-badges.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { leakageOfModel } from '../../words/leakage.ts';
import { count } from '../../words/number.ts';
import { resultAtLength, resultInWords } from '../../words/result.ts';
import { type JobEntry, leakageOfJob } from '../../state/job-entry.ts';
import { useModels } from '../../state/page-stores.ts';

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

/** One that has begun says how far it came. */
function Waiting({ job }: { readonly job: JobEntry }) {
  const { waiting_reason: reason, current_epoch: epoch, total_epochs: total } = job;
  const text = epoch === 0 ? reason : `at epoch ${count(epoch)} of ${count(total)}, ${reason ?? ''}`;
  return (
    <span className="dim clip" title={text ?? undefined}>
      {text}
    </span>
  );
}

function Result({ job }: { readonly job: JobEntry }) {
  const model = useModels(({ models }) => models.get(job.model_id ?? 0));
  const text = resultInWords(job) + (job.model_id === null ? ' · model deleted' : '');
  const leakage = job.evaluation === null && model ? leakageOfModel(model) : leakageOfJob(job);
  return (
    <span className="row">
      <span className="clip" title={model ? resultAtLength(model.metrics) : text}>
        {text}
      </span>
      <LeakageBadges leakage={leakage} isShort />
    </span>
  );
}
