/** Facts of a job: where it stands, what the best epoch reached, what it was made of. */
import { isFinished } from '../../../../shared/domain/job-status.ts';
import { Figure } from '../../components/figure.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { SimulatedBadge } from '../../components/badge.tsx';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { durationInWords } from '../../words/duration.ts';
import type { FoldsSummary } from '../../../../shared/contract/evaluation.ts';
import { spread } from '../../words/folds.ts';
import { count, dash, loss } from '../../words/number.ts';
import { plainText } from '../../words/plain-text.ts';
import { secondsBetween, wholeTime } from '../../words/time.ts';
import { hrefOf } from '../../routing/route.ts';
import { useClock } from '../../state/clock-store.ts';
import { bestIndex } from '../../charts/curves.ts';
import type { JobEntry } from '../../state/job-entry.ts';
import { useBatteries, useJobCurves, useModels } from '../../state/page-stores.ts';
import { secondsLeft } from '../../words/queue-words.ts';
import { JobWork } from '../jobs/job-work.tsx';
import { ModelErrors } from '../models/model-errors.tsx';
import { JobVerdict } from './job-verdict.tsx';

export function JobFactsPanel({ job }: { readonly job: JobEntry }) {
  const model = useModels(({ models }) => models.get(job.model_id ?? 0));
  return (
    <aside className="job-facts" aria-label="Facts">
      <Standing job={job} />
      {model?.metrics.folds ? <LossOfRuns folds={model.metrics.folds} /> : <BestEpoch jobId={job.id} />}
      {model ? (
        <section className="stack">
          <h2>Model</h2>
          <a href={hrefOf({ page: 'model', modelId: model.id })} className="clip" title={model.name}>
            {model.name}
          </a>
          <ModelErrors model={model} />
        </section>
      ) : null}
      <JobVerdict job={job} model={model} />
      <Cells job={job} />
      <Hyperparameters job={job} />
      <Times job={job} />
    </aside>
  );
}

function Standing({ job }: { readonly job: JobEntry }) {
  const { nowMs } = useClock();
  const left = secondsLeft(job, nowMs);
  const seconds = job.started_at === null ? null : secondsBetween(job.started_at, job.finished_at ?? nowMs);
  return (
    <section className="stack">
      <div className="row">
        <StatusMark status={job.status} held={job.held} />
        <span className="dim clip">
          {methods[job.algorithm].label}
          {job.device === null ? '' : ` on ${job.device}`}
        </span>
      </div>
      {isFinished(job) ? null : <JobWork job={job} />}
      <div className="figures">
        <Figure label="epoch" value={count(job.current_epoch)} unit={`/ ${count(job.total_epochs)}`} />
        {left === null ? (
          <Figure label="took" value={seconds === null ? dash : durationInWords(seconds)} />
        ) : (
          <Figure label="left" value={durationInWords(left)} />
        )}
      </div>
    </section>
  );
}

/** The one validation loss of several runs: the mean of their best epochs, as the log says it. */
function LossOfRuns({ folds }: { readonly folds: FoldsSummary }) {
  const epochs = folds.runs.map(({ best_epoch: epoch }) => epoch);
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  return (
    <section className="stack">
      <h2>Best epochs: {first === last ? count(first) : `${count(first)} to ${count(last)}`}</h2>
      <div className="figures">
        <Figure
          label={`validation loss, mean of ${count(epochs.length)} runs`}
          value={spread(folds.val_loss, loss)}
        />
      </div>
    </section>
  );
}

function BestEpoch({ jobId }: { readonly jobId: number }) {
  const { curves } = useJobCurves(jobId);
  const index = bestIndex(curves);
  if (index === null) return null;
  return (
    <section className="stack">
      <h2>Best epoch: {count(curves.epochs[index] ?? 0)}</h2>
      <div className="figures">
        <Figure label="validation loss" value={loss(curves.series.get('val_loss')?.[index])} />
        <Figure label="training loss" value={loss(curves.series.get('train_loss')?.[index])} />
      </div>
    </section>
  );
}

function Cells({ job }: { readonly job: JobEntry }) {
  const { batteries } = useBatteries();
  const ids = job.facts?.battery_ids ?? [];
  return (
    <section className="stack">
      <h2>Cells ({ids.length})</h2>
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {ids.map((id) => {
          const battery = batteries.get(id);
          return (
            <li key={id} className="row">
              {battery ? (
                <>
                  <a className="clip" href={hrefOf({ page: 'battery', batteryId: id })} title={battery.name}>
                    {battery.name}
                  </a>
                  {battery.simulated ? <SimulatedBadge /> : null}
                </>
              ) : (
                <span className="dim">battery {id}, deleted</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Hyperparameters({ job }: { readonly job: JobEntry }) {
  const entries = Object.entries(job.facts?.hyperparams ?? {});
  return (
    <section className="stack">
      <h2>Hyperparameters</h2>
      <dl className="facts">
        {entries.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{hyperparamAsText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function hyperparamAsText(value: unknown): string {
  if (value === null) return dash;
  return Array.isArray(value) ? value.join(', ') : plainText(value);
}

function Times({ job }: { readonly job: JobEntry }) {
  const times = [
    ['created', job.created_at],
    ['started', job.started_at],
    ['ended', job.finished_at],
  ] as const;
  return (
    <section className="stack">
      <h2>Times</h2>
      <dl className="facts">
        {times.map(([name, time]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{time === null ? dash : <time dateTime={time}>{wholeTime(time)}</time>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
