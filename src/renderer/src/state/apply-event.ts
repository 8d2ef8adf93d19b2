/** What a job's event changes in what is shown. Pure: the same events in the same order give the same jobs. */
import type { JobEvent } from '../../../shared/contract/events.ts';
import { holdsSlot, isWaiting } from '../../../shared/domain/job-status.ts';
import type { JobEntry, Jobs } from './job-entry.ts';

export function applyEvents(jobs: Jobs, events: readonly JobEvent[]): Jobs {
  const next = new Map(jobs);
  for (const event of events) {
    const job = next.get(event.job_id);
    if (job) next.set(event.job_id, applyEvent(job, event));
  }
  return next;
}

function applyEvent(job: JobEntry, event: JobEvent): JobEntry {
  const moved: JobEntry = {
    ...job,
    status: event.status,
    progress: event.progress,
    current_epoch: event.current_epoch,
    total_epochs: event.total_epochs,
  };
  switch (event.type) {
    case 'log':
      return moved;
    case 'progress':
      return { ...moved, best_val_loss: lower(job.best_val_loss, event.val_loss) };
    case 'prepared':
      return { ...moved, device: event.device, evaluation: event.evaluation };
    case 'status':
      return { ...moved, held: event.held ?? false, ...startOfStatus(job, event) };
    case 'complete':
      return { ...moved, finished_at: event.timestamp, model_id: event.model_id };
    case 'error':
      return { ...moved, finished_at: event.timestamp, error_message: event.error_message };
    case 'stopped':
      return { ...moved, finished_at: event.timestamp };
  }
}

const lower = (best: number | null, value: number | null): number | null =>
  best === null || value === null ? (best ?? value) : Math.min(best, value);

/** A job that starts has its start from now on; one that goes back to the queue has none. */
function startOfStatus(job: JobEntry, event: JobEvent): Pick<JobEntry, 'started_at' | 'resumed_epoch'> {
  if (isWaiting(event)) return { started_at: null, resumed_epoch: 0 };
  const { started_at, resumed_epoch } = job;
  if (!holdsSlot(event)) return { started_at, resumed_epoch };
  return { started_at: started_at ?? event.timestamp, resumed_epoch: event.current_epoch };
}

/** Jobs that are new or changed their status: lists, counts and the positions in the queue are others then. */
export function jobIdsWithNewStatus(events: readonly JobEvent[]): readonly number[] {
  const changes = events.filter(({ type }) => type !== 'progress' && type !== 'log' && type !== 'prepared');
  return [...new Set(changes.map((event) => event.job_id))];
}
