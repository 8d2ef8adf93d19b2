/** A job as the interface knows it: the list's row, and the further facts once they have been asked for. */
import type { Evaluation, Leakage } from '../../../shared/contract/evaluation.ts';
import type { TrainingJob, TrainingJobDetail } from '../../../shared/contract/job.ts';

interface JobFacts {
  readonly battery_ids: readonly number[];
  readonly hyperparams: Readonly<Record<string, unknown>>;
  readonly model_name: string | null;
  readonly device: string | null;
  readonly evaluation: Evaluation | null;
}

export interface JobEntry extends TrainingJob {
  readonly error_message: string | null;
  readonly current_loss: number | null;
  /** null until asked for. */
  readonly facts: JobFacts | null;
}

export type Jobs = ReadonlyMap<number, JobEntry>;

/** A row of the list, with what is already known about that job. */
export function entryOfListed(job: TrainingJob, known: JobEntry | undefined): JobEntry {
  return {
    ...job,
    error_message: known?.error_message ?? null,
    current_loss: known?.current_loss ?? null,
    facts: known?.facts ?? null,
  };
}

export function entryOfDetail(detail: TrainingJobDetail): JobEntry {
  const { battery_ids, hyperparams, model_name, device, evaluation, ...rest } = detail;
  return { ...rest, facts: { battery_ids, hyperparams, model_name, device, evaluation } };
}

/** "hpm-2C", or "Job 42" where it has no name. */
export const jobTitle = (job: JobEntry): string => job.facts?.model_name ?? `Job ${job.id}`;

const noLeakage: readonly Leakage[] = [];

/** Split and references; null until the trainer has read its cells. */
export const evaluationOfJob = (job: JobEntry): Evaluation | null => job.facts?.evaluation ?? null;

/** What was found before its first epoch; the same list each time, so that it can be compared. */
export const leakageOfJob = (job: JobEntry): readonly Leakage[] => evaluationOfJob(job)?.leakage ?? noLeakage;
