/** What is worth knowing of a job at a glance: how far it is, what it waits for, what it reached, or why it failed. */
import { Badge } from '../../components/badge.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { count, cycles, percent } from '../../format/number.ts';
import type { JobEntry } from '../../stores/job-entry.ts';
import { useJobsStore } from '../../stores/jobs-store.ts';
import { useModelsStore } from '../../stores/models-store.ts';
import { waitingFor } from '../../stores/queue-words.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';

export function JobWork({ job }: { readonly job: JobEntry }) {
  switch (job.status) {
    case 'queued':
      return <Waiting job={job} />;
    case 'running':
      return <ProgressBar epoch={job.current_epoch} totalEpochs={job.total_epochs} />;
    case 'succeeded':
      return <Result job={job} />;
    case 'failed':
      return (
        <span className="bad" title={job.error_message ?? undefined}>
          {job.error_message ?? 'failed; its log says why'}
        </span>
      );
    case 'stopped':
      return (
        <span className="dim">
          {job.started_at === null
            ? 'before it started'
            : `at epoch ${count(job.current_epoch)} of ${count(job.total_epochs)}`}
        </span>
      );
  }
}

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
  const { val_soh_mape: soh, val_rul_mae: rul, split_by: splitBy } = model.metrics;
  return (
    <span className="row">
      <span className="clip" title="Mean absolute error on the validation rows, at the best epoch">
        SoH {percent(soh)}
        {rul === null ? '' : ` · RUL ${cycles(rul)}`}
      </span>
      {splitBy === 'cycle' ? <ByCycleBadge /> : null}
    </span>
  );
}

export function ByCycleBadge() {
  return (
    <Badge
      word="by cycle"
      sentence="Judged on later cycles of cells it was trained on. A cell it has never seen will be predicted worse."
      isWarning
    />
  );
}
