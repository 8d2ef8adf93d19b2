/** A training job as the program holds it, and the forms in which it is shown. Pure. */
import type { JobFacts, JobStatus, TrainingJob, TrainingJobDetail } from '../contract/job.ts';
import type { JobState } from './job-state.ts';
import { isHeld } from './job-status.ts';

/** Facts by the names they have in the contract and in the database; the status with all that depends on it is a state. */
export interface Job
  extends
    Readonly<JobFacts>,
    Readonly<Pick<TrainingJob, 'id' | 'algorithm' | 'total_epochs' | 'created_at'>> {
  readonly battery_ids: readonly number[];
  readonly state: JobState;
}

/** Finished epochs over all epochs; exactly 1 for a succeeded job, whatever early stopping did. */
export function jobProgress(status: JobStatus, currentEpoch: number, totalEpochs: number): number {
  return status === 'succeeded' ? 1 : Math.min(1, currentEpoch / totalEpochs);
}

/** Epochs finished so far, those of earlier starts included. */
export function currentEpochOf(state: JobState): number {
  return state.currentEpoch ?? 0;
}

/** Seconds left at the pace of this start; null unless running and past the first epoch of it. */
export function etaSeconds(job: Job, nowMs: number): number | null {
  if (job.state.status !== 'running') return null;
  const { startedAt, currentEpoch, resumedEpoch = 0 } = job.state;
  const epochsDone = currentEpoch - resumedEpoch;
  if (epochsDone <= 0) return null;
  const elapsedMs = Math.max(0, nowMs - Date.parse(startedAt));
  const epochsLeft = Math.max(0, job.total_epochs - currentEpoch);
  return Math.round((elapsedMs / epochsDone) * epochsLeft) / 1000;
}

/** Seconds it has run, or ran; null where it never started. */
function durationSeconds(state: JobState, nowMs: number): number | null {
  if (!('startedAt' in state) || state.startedAt === null) return null;
  const endMs = 'finishedAt' in state ? Date.parse(state.finishedAt) : nowMs;
  return Math.max(0, endMs - Date.parse(state.startedAt)) / 1000;
}

/** Where a queued job stands; null for any other. */
export type QueueFacts = Pick<TrainingJobDetail, 'queue_position' | 'waiting_reason'>;

/** The detail form of the API. */
export function jobDetail(job: Job, queueFacts: QueueFacts, nowMs: number): TrainingJobDetail {
  const { id, algorithm, total_epochs, created_at, battery_ids, state, ...facts } = job;
  const currentEpoch = currentEpochOf(state);
  return {
    id,
    status: state.status,
    algorithm,
    progress: jobProgress(state.status, currentEpoch, total_epochs),
    current_epoch: currentEpoch,
    total_epochs,
    created_at,
    started_at: 'startedAt' in state ? state.startedAt : null,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
    model_id: 'modelId' in state ? state.modelId : null,
    battery_ids: [...battery_ids],
    ...facts,
    held: isHeld(state),
    resumed_epoch: 'resumedEpoch' in state ? (state.resumedEpoch ?? 0) : 0,
    error_message: 'errorMessage' in state ? state.errorMessage : null,
    eta_seconds: etaSeconds(job, nowMs),
    duration_seconds: durationSeconds(state, nowMs),
    ...queueFacts,
  };
}
