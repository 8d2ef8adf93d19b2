/** The columns of the queue. */
import { ActionIcon } from '@mantine/core';
import type { JobSortKey } from '../../../../shared/contract/job-list.ts';
import { factsOf } from '../../../../shared/domain/job-status.ts';
import { Icon } from '../../components/icon.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import type { Column } from '../../components/table/column.ts';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { durationInWords } from '../../words/duration.ts';
import { cycles, dash, loss, percent } from '../../words/number.ts';
import { secondsBetween, shortTime, wholeTime } from '../../words/time.ts';
import { hrefOf } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { useClock } from '../../state/clock-store.ts';
import { deleteJob, pauseOrResumeJob, stopJob } from '../../actions/job-actions.ts';
import { type JobEntry, jobTitle } from '../../state/job-entry.ts';
import { secondsLeft } from '../../words/queue-words.ts';
import { JobWork } from './job-work.tsx';

/** What the API cannot sort by does not compile. */
export type JobColumn = Column<JobEntry> & { readonly sortKey?: JobSortKey };

/** Narrow windows keep what tells jobs apart. */
export type Room = 'narrow' | 'middle' | 'wide';
const leftOut: Readonly<Record<Room, readonly string[]>> = {
  narrow: ['cells', 'left', 'device', 'started'],
  middle: ['device'],
  wide: [],
};

export const jobColumns = (room: Room): readonly JobColumn[] =>
  allColumns.filter(({ key }) => !leftOut[room].includes(key));

export function runAgain(job: JobEntry): void {
  goTo({ page: 'new-job', likeJobId: job.id, batteryIds: [] });
}

const workAsText = (job: JobEntry): string => job.error_message ?? `${job.current_epoch}/${job.total_epochs}`;

const duration = (job: JobEntry, nowMs: number): number | null =>
  job.started_at === null ? null : secondsBetween(job.started_at, job.finished_at ?? nowMs);

const secondsAsText = (seconds: number | null): string => (seconds === null ? '' : durationInWords(seconds));

const allColumns: readonly JobColumn[] = [
  {
    key: 'status',
    title: 'Status',
    track: '92px',
    draw: ({ status, held }) => <StatusMark {...{ status, held }} />,
    text: (job) => factsOf(job).words,
    sortKey: 'status',
  },
  {
    key: 'name',
    title: 'Job',
    track: 'minmax(110px, 1.3fr)',
    draw: (job) => (
      <a href={hrefOf({ page: 'job', jobId: job.id })} title={jobTitle(job)}>
        <span className="dim">#{job.id}</span> {job.model_name ?? ''}
      </a>
    ),
    text: (job) => `#${job.id} ${job.model_name ?? ''}`,
    sortKey: 'id',
  },
  {
    key: 'algorithm',
    title: 'Algorithm',
    track: '72px',
    draw: ({ algorithm }) => methods[algorithm].label,
    text: ({ algorithm }) => methods[algorithm].label,
    sortKey: 'algorithm',
  },
  {
    key: 'cells',
    title: 'Cells',
    track: '40px',
    align: 'end',
    draw: ({ cell_count: count }) => count,
    text: ({ cell_count: count }) => String(count),
    sortKey: 'cell_count',
  },
  {
    key: 'work',
    title: 'Progress or error',
    track: 'minmax(200px, 1.7fr)',
    draw: (job) => <JobWork job={job} />,
    text: workAsText,
    sortKey: 'progress',
  },
  {
    key: 'left',
    title: 'Left',
    track: '56px',
    align: 'end',
    draw: (job) => <TimeLeft job={job} />,
    text: (job) => secondsAsText(secondsLeft(job, useClock.getState().nowMs)),
    sortKey: 'eta_seconds',
  },
  {
    key: 'loss',
    title: 'Loss',
    track: '64px',
    align: 'end',
    draw: ({ best_val_loss: value }) => (
      <span title="Lowest validation loss">{value === null ? '' : loss(value)}</span>
    ),
    text: ({ best_val_loss: value }) => String(value ?? ''),
    sortKey: 'best_val_loss',
  },
  {
    key: 'soh',
    title: 'SoH error',
    track: '68px',
    align: 'end',
    draw: ({ soh_error: value }) => (value === null ? '' : percent(value)),
    text: ({ soh_error: value }) => String(value ?? ''),
    sortKey: 'soh_error',
  },
  {
    key: 'rul',
    title: 'RUL error',
    track: '74px',
    align: 'end',
    draw: ({ rul_error: value }) => (value === null ? '' : cycles(value)),
    text: ({ rul_error: value }) => String(value ?? ''),
    sortKey: 'rul_error',
  },
  {
    key: 'device',
    title: 'Device',
    track: '72px',
    draw: ({ device }) => <span title={device ?? undefined}>{device ?? ''}</span>,
    text: ({ device }) => device ?? '',
    sortKey: 'device',
  },
  {
    key: 'started',
    title: 'Started',
    track: '60px',
    align: 'end',
    draw: (job) => <Started job={job} />,
    text: ({ started_at: start }) => start ?? '',
    sortKey: 'started_at',
  },
  {
    key: 'duration',
    title: 'Duration',
    track: '64px',
    align: 'end',
    draw: (job) => <Duration job={job} />,
    text: (job) => secondsAsText(duration(job, useClock.getState().nowMs)),
    sortKey: 'duration_seconds',
  },
  { key: 'actions', title: '', track: '88px', draw: (job) => <RowActions job={job} />, text: () => '' },
];

function TimeLeft({ job }: { readonly job: JobEntry }) {
  const { nowMs } = useClock();
  return secondsAsText(secondsLeft(job, nowMs));
}

function Started({ job }: { readonly job: JobEntry }) {
  const { nowMs } = useClock();
  if (job.started_at === null) return '';
  return (
    <time dateTime={job.started_at} title={wholeTime(job.started_at)}>
      {shortTime(job.started_at, nowMs)}
    </time>
  );
}

function Duration({ job }: { readonly job: JobEntry }) {
  const { nowMs } = useClock();
  const seconds = duration(job, nowMs);
  return seconds === null ? dash : durationInWords(seconds);
}

function PauseIcon({ job }: { readonly job: JobEntry }) {
  const { may } = factsOf(job);
  if (!may.includes('pause') && !may.includes('resume')) return null;
  const what = may.includes('resume') ? 'Resume' : 'Pause';
  return (
    <ActionIcon
      aria-label={`${what} #${job.id}`}
      title={`${what} (H)`}
      onClick={() => void pauseOrResumeJob(job)}
    >
      <Icon name={may.includes('resume') ? 'play' : 'pause'} />
    </ActionIcon>
  );
}

function RowActions({ job }: { readonly job: JobEntry }) {
  const name = `#${job.id}`;
  return (
    <span className="table-actions">
      <ActionIcon
        aria-label={`Run ${name} again with changes`}
        title="Run again with changes (D)"
        onClick={() => runAgain(job)}
      >
        <Icon name="duplicate" />
      </ActionIcon>
      <PauseIcon job={job} />
      {factsOf(job).may.includes('delete') ? (
        <ActionIcon aria-label={`Delete ${name}`} title="Delete (Del)" onClick={() => void deleteJob(job)}>
          <Icon name="trash" />
        </ActionIcon>
      ) : (
        <ActionIcon aria-label={`Stop ${name}`} title="Stop (S)" onClick={() => void stopJob(job)}>
          <Icon name="stop" />
        </ActionIcon>
      )}
    </span>
  );
}
