/** A training job as the program holds it, and the forms in which it is shown. Pure. */
import type { Evaluation } from '../contract/evaluation.ts';
import type { Algorithm } from '../contract/hyperparams.ts';
import type { JobStatus, TrainingJobDetail } from '../contract/job.ts';
import type { JobState } from './job-state.ts';

export interface Job {
  readonly id: number;
  readonly algorithm: Algorithm;
  /** Complete, as validated when the job was created. */
  readonly hyperparams: Readonly<Record<string, unknown>>;
  readonly batteryIds: readonly number[];
  readonly modelName: string | null;
  readonly totalEpochs: number;
  readonly createdAt: string;
  readonly device: string | null;
  /** Training loss of the newest epoch. */
  readonly currentLoss: number | null;
  /** Null until the trainer has read its cells. */
  readonly evaluation: Evaluation | null;
  readonly state: JobState;
}

/** Finished epochs over all epochs; exactly 1 for a succeeded job, whatever early stopping did. */
export function jobProgress(status: JobStatus, currentEpoch: number, totalEpochs: number): number {
  return status === 'succeeded' ? 1 : Math.min(1, currentEpoch / totalEpochs);
}

/** Epochs finished so far; 0 while the job waits. */
export function currentEpochOf(state: JobState): number {
  return state.status === 'queued' ? 0 : state.currentEpoch;
}

/** Seconds left at the pace so far; null unless running and past its first epoch. */
export function etaSeconds(job: Job, nowMs: number): number | null {
  if (job.state.status !== 'running' || job.state.currentEpoch === 0) return null;
  const elapsedMs = Math.max(0, nowMs - Date.parse(job.state.startedAt));
  const epochsLeft = Math.max(0, job.totalEpochs - job.state.currentEpoch);
  return Math.round((elapsedMs / job.state.currentEpoch) * epochsLeft) / 1000;
}

/** The detail form of the API. */
export function jobDetail(job: Job, nowMs: number): TrainingJobDetail {
  const { state } = job;
  const currentEpoch = currentEpochOf(state);
  return {
    id: job.id,
    status: state.status,
    algorithm: job.algorithm,
    progress: jobProgress(state.status, currentEpoch, job.totalEpochs),
    current_epoch: currentEpoch,
    total_epochs: job.totalEpochs,
    created_at: job.createdAt,
    started_at: 'startedAt' in state ? state.startedAt : null,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
    model_id: 'modelId' in state ? state.modelId : null,
    battery_ids: [...job.batteryIds],
    hyperparams: job.hyperparams,
    model_name: job.modelName,
    error_message: 'errorMessage' in state ? state.errorMessage : null,
    device: job.device,
    eta_seconds: etaSeconds(job, nowMs),
    current_loss: job.currentLoss,
    evaluation: job.evaluation,
  };
}
