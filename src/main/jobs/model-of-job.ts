/** The model that a succeeded job leaves, with all that is needed to repeat it. */
import { createHash } from 'node:crypto';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { ModelLabels } from '../../shared/contract/model.ts';
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { NewModel } from '../store/model-store.ts';

export interface FinishedTraining {
  readonly job: Job;
  readonly spec: JobSpec;
  readonly message: Extract<TrainerMessage, { type: 'succeeded' }>;
  readonly file: string;
  readonly fileSize: number;
  readonly fileHash: string;
}

export function modelOfJob({
  job,
  spec,
  message,
  file,
  fileSize,
  fileHash,
}: FinishedTraining): Omit<NewModel, 'created_at'> {
  return {
    algorithm: job.algorithm,
    name: job.model_name ?? `${job.algorithm}-job-${job.id}`,
    version: spec.program_version,
    metrics: message.metrics,
    file_size: fileSize,
    job_id: job.id,
    hyperparams: { ...job.hyperparams },
    battery_ids: [...job.battery_ids],
    dataset_hash: hashOfCells(spec.cells.map((cell) => cell.dataset_hash)),
    features: [...message.features],
    engine: message.engine,
    evaluation: message.evaluation,
    simulated_data: spec.cells.some((cell) => cell.simulated),
    labels: labelsOfCells(spec.cells),
    file,
    file_hash: fileHash,
  };
}

/** As they stood in the job's folder. */
export const labelsOfCells = (cells: JobSpec['cells']): ModelLabels[] =>
  cells.map(({ battery_id, name, nominal_capacity_ah, end_of_life, capacity_from }) => ({
    battery_id,
    name,
    nominal_capacity: nominal_capacity_ah,
    end_of_life,
    capacity_from,
  }));

/** SHA-256 over the cells' own hashes, sorted, one per line: the same cells in another order are the same data. */
export function hashOfCells(hashes: readonly string[]): string {
  return createHash('sha256')
    .update([...hashes].sort().join('\n'))
    .digest('hex');
}
