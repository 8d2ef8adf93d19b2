/** A job as the interface knows it: what the list shows of it, and the further facts once they have been asked for. */
import type { Evaluation, Leakage } from '../../../shared/contract/evaluation.ts';
import type { TrainingJob, TrainingJobDetail } from '../../../shared/contract/job.ts';
import type { JobField, ListedJob } from '../../../shared/contract/job-list.ts';

/** What the list is asked for besides the documented keys: all that a row shows. */
const listedFields = [
  'model_name',
  'cell_count',
  'device',
  'best_val_loss',
  'soh_error',
  'soh_error_deviation',
  'rul_error',
  'rul_error_deviation',
  'ridge_soh_error',
  'evaluation',
  'error_message',
  'waiting_reason',
  'held',
  'resumed_epoch',
  'ended_by',
] as const satisfies readonly JobField[];

/** As the API takes it. */
export const fieldsOfEntries = listedFields.join(',');

interface JobFacts {
  readonly battery_ids: readonly number[];
  readonly hyperparams: Readonly<Record<string, unknown>>;
}

export type JobEntry = Readonly<TrainingJob & Pick<TrainingJobDetail, (typeof listedFields)[number]>> & {
  /** What no list shows; null until the job itself was asked for. */
  readonly facts: JobFacts | null;
};

export type Jobs = ReadonlyMap<number, JobEntry>;

/** A row of the list, which was asked for all these fields, with what is already known about that job. */
export const entryOfListed = (job: ListedJob, known: JobEntry | undefined): JobEntry => ({
  ...(job as Omit<JobEntry, 'facts'>),
  facts: known?.facts ?? null,
});

export const entryOfDetail = ({ battery_ids, hyperparams, ...rest }: TrainingJobDetail): JobEntry => ({
  ...rest,
  facts: { battery_ids, hyperparams },
});

/** "hpm-2C", or "Job 42" where it has no name. */
export const jobTitle = ({ id, model_name: name }: Pick<JobEntry, 'id' | 'model_name'>): string =>
  name ?? `Job ${id}`;

const noLeakage: readonly Leakage[] = [];

/** Split and references; null until the trainer has read its cells. */
export const evaluationOfJob = (job: JobEntry): Evaluation | null => job.evaluation;

/** What was found before its first epoch; the same list each time, so that it can be compared. */
export const leakageOfJob = (job: JobEntry): readonly Leakage[] => job.evaluation?.leakage ?? noLeakage;
