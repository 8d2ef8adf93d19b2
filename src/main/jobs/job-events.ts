/** The messages that a job's changes announce, made from the job as it stands after the change. Pure. */
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { JobEvent } from '../../shared/contract/events.ts';
import type { LogLine } from '../../shared/contract/job.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { currentEpochOf, type Job, jobProgress } from '../../shared/domain/job.ts';
import { isHeld } from '../../shared/domain/job-status.ts';

const everyMessage = (job: Job, timestamp: string) => {
  const currentEpoch = currentEpochOf(job.state);
  return {
    job_id: job.id,
    status: job.state.status,
    progress: jobProgress(job.state.status, currentEpoch, job.total_epochs),
    current_epoch: currentEpoch,
    total_epochs: job.total_epochs,
    timestamp,
  };
};

export function statusEvent(job: Job, timestamp: string): JobEvent {
  return { type: 'status', ...everyMessage(job, timestamp), held: isHeld(job.state) };
}

export function progressEvent(job: Job, report: EpochReport, timestamp: string): JobEvent {
  const { train_loss, val_loss, terms } = report;
  return {
    type: 'progress',
    ...everyMessage(job, timestamp),
    current_loss: train_loss,
    train_loss,
    val_loss,
    terms,
  };
}

export function preparedEvent(job: Job, evaluation: Evaluation, timestamp: string): JobEvent {
  return { type: 'prepared', ...everyMessage(job, timestamp), device: job.device, evaluation };
}

export function logEvent(job: Job, { timestamp, level, message }: LogLine): JobEvent {
  return { type: 'log', ...everyMessage(job, timestamp), level, message };
}

/** The last message of a job; only for one that is over. */
export function lastEvent(job: Job, timestamp: string, finalMetrics: Record<string, unknown>): JobEvent {
  const common = everyMessage(job, timestamp);
  switch (job.state.status) {
    case 'succeeded':
      return { type: 'complete', ...common, model_id: job.state.modelId, final_metrics: finalMetrics };
    case 'failed':
      return { type: 'error', ...common, error_message: job.state.errorMessage };
    case 'stopped':
      return { type: 'stopped', ...common };
    case 'queued':
    case 'running':
      throw new Error(`job ${job.id} is ${job.state.status}: it has no last message yet`);
  }
}
