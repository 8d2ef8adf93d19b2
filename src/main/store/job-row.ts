/** How a job stands in its row, and back. Which columns a row has besides those of the state follows from the contract. */
import { z } from 'zod';
import {
  type JobFacts,
  jobFactsSchema,
  type JobStatus,
  type TrainingJob,
  trainingJobSchema,
} from '../../shared/contract/job.ts';
import { type Job, jobProgress } from '../../shared/domain/job.ts';
import type { JobState } from '../../shared/domain/job-state.ts';
import { isHeld } from '../../shared/domain/job-status.ts';

/** The columns of a list, narrow on purpose. */
export type JobListRow = Readonly<Omit<TrainingJob, 'progress'>>;

type Text<Value> = Value extends string | number | null ? Value : string | Exclude<null, Value>;

/** As the database answers them: JSON where the contract has an object. */
export type JobRow = JobListRow & {
  readonly [Name in keyof JobFacts]: Text<JobFacts[Name]>;
} & {
  readonly error_message: string | null;
  readonly resumed_epoch: number;
  /** 0 or 1 */
  readonly held: number;
  /** JSON */
  readonly battery_ids: string;
};

/** What is stored of a job's facts, by column. */
export type FactColumns = Readonly<Record<string, string | number | null>>;

const factNames = Object.keys(jobFactsSchema.shape) as (keyof JobFacts)[];
const jsonNames = new Set<string>(
  Object.entries<z.ZodType>(jobFactsSchema.shape).flatMap(([name, schema]) => (isJson(schema) ? [name] : [])),
);

function isJson(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodNullable) return isJson(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord || schema instanceof z.ZodArray;
}

export const listColumns = Object.keys(trainingJobSchema.shape)
  .filter((name) => name !== 'progress')
  .join(', ');
export const detailColumns = `${listColumns}, ${factNames.join(', ')}, error_message, resumed_epoch, held, (
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
  const { id, algorithm, total_epochs, created_at } = row;
  return {
    id,
    algorithm,
    total_epochs,
    created_at,
    battery_ids: JSON.parse(row.battery_ids) as number[],
    ...readFacts(row),
    state: readState(row),
  };
}

/** Every fact has its column, which the type of the row says and TypeScript cannot follow. */
const readFacts = (row: JobRow): JobFacts =>
  Object.fromEntries(factNames.map((name) => [name, readFact(name, row[name])])) as unknown as JobFacts;

const readFact = (name: string, value: string | number | null): unknown =>
  jsonNames.has(name) && typeof value === 'string' ? JSON.parse(value) : value;

/** The columns of those facts that are given. */
export const writeFacts = (facts: Partial<JobFacts>): FactColumns =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, jsonNames.has(name) ? writeJson(value) : value]),
  ) as FactColumns;

const writeJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** The table's CHECKs hold what the empty strings below stand in for. */
function readState(row: JobRow): JobState {
  const startedAt = row.started_at ?? '';
  const finishedAt = row.finished_at ?? '';
  const currentEpoch = row.current_epoch;
  switch (row.status) {
    case 'queued':
      return { status: 'queued', currentEpoch, held: row.held === 1 };
    case 'running':
      return { status: 'running', startedAt, currentEpoch, resumedEpoch: row.resumed_epoch };
    case 'succeeded':
      return { status: 'succeeded', startedAt, finishedAt, currentEpoch, modelId: row.model_id };
    case 'failed':
      return { status: 'failed', startedAt, finishedAt, currentEpoch, errorMessage: row.error_message ?? '' };
    case 'stopped':
      return { status: 'stopped', startedAt: row.started_at, finishedAt, currentEpoch };
  }
}

/** The columns that a change of state sets. */
export function writeState(state: JobState) {
  return {
    status: state.status satisfies JobStatus,
    current_epoch: state.currentEpoch ?? 0,
    resumed_epoch: 'resumedEpoch' in state ? (state.resumedEpoch ?? 0) : 0,
    held: Number(isHeld(state)),
    started_at: 'startedAt' in state ? state.startedAt : null,
    finished_at: 'finishedAt' in state ? state.finishedAt : null,
    model_id: 'modelId' in state ? state.modelId : null,
    error_message: 'errorMessage' in state ? state.errorMessage : null,
  };
}
