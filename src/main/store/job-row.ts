/** How a job stands in its row, and back. */
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { Algorithm } from '../../shared/contract/hyperparams.ts';
import type { JobStatus, TrainingJob } from '../../shared/contract/job.ts';
import { type Job, jobProgress } from '../../shared/domain/job.ts';
import type { JobState } from '../../shared/domain/job-state.ts';

/** The columns of a list, narrow on purpose. */
export interface JobListRow {
  readonly id: number;
  readonly status: JobStatus;
  readonly algorithm: Algorithm;
  readonly current_epoch: number;
  readonly total_epochs: number;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly model_id: number | null;
}

export interface JobRow extends JobListRow {
  readonly current_loss: number | null;
  readonly device: string | null;
  readonly model_name: string | null;
  readonly error_message: string | null;
  /** JSON */
  readonly hyperparams: string;
  /** JSON */
  readonly battery_ids: string;
  /** JSON */
  readonly evaluation: string | null;
}

export const listColumns =
  'id, status, algorithm, current_epoch, total_epochs, created_at, started_at, finished_at, model_id';
export const detailColumns = `${listColumns}, current_loss, device, model_name, error_message, hyperparams, evaluation, (
  SELECT json_group_array(battery_id ORDER BY position) FROM job_batteries WHERE job_id = jobs.id
) AS battery_ids`;

export function readListRow(row: JobListRow): TrainingJob {
  return {
    id: row.id,
    status: row.status,
    algorithm: row.algorithm,
    progress: jobProgress(row.status, row.current_epoch, row.total_epochs),
    current_epoch: row.current_epoch,
    total_epochs: row.total_epochs,
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
    model_id: row.model_id,
  };
}

export function readJobRow(row: JobRow): Job {
  return {
    id: row.id,
    algorithm: row.algorithm,
    hyperparams: JSON.parse(row.hyperparams) as Record<string, unknown>,
    batteryIds: JSON.parse(row.battery_ids) as number[],
    modelName: row.model_name,
    totalEpochs: row.total_epochs,
    createdAt: row.created_at,
    device: row.device,
    currentLoss: row.current_loss,
    evaluation: row.evaluation === null ? null : (JSON.parse(row.evaluation) as Evaluation),
    state: readState(row),
  };
}

/** The table's CHECKs hold what the empty strings below stand in for. */
function readState(row: JobRow): JobState {
  const startedAt = row.started_at ?? '';
  const finishedAt = row.finished_at ?? '';
  const currentEpoch = row.current_epoch;
  switch (row.status) {
    case 'queued':
      return { status: 'queued' };
    case 'running':
      return { status: 'running', startedAt, currentEpoch };
    case 'succeeded':
      return { status: 'succeeded', startedAt, finishedAt, currentEpoch, modelId: row.model_id };
    case 'failed':
      return { status: 'failed', startedAt, finishedAt, currentEpoch, errorMessage: row.error_message ?? '' };
    case 'stopped':
      return { status: 'stopped', startedAt: row.started_at, finishedAt, currentEpoch };
  }
}

/** Named parameters of the columns that a change of state sets. */
export function writeState(state: JobState) {
  return {
    status: state.status,
    current_epoch: state.status === 'queued' ? 0 : state.currentEpoch,
    started_at: 'startedAt' in state ? state.startedAt : null,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
    model_id: 'modelId' in state ? state.modelId : null,
    error_message: 'errorMessage' in state ? state.errorMessage : null,
  };
}
