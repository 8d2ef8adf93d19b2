/** The rows of training jobs. Written through the job journal only. */
import type { Database } from 'better-sqlite3';
import type { Evaluation } from '../../shared/contract/evaluation.ts';
import type { Algorithm } from '../../shared/contract/hyperparams.ts';
import type { JobStatus, TrainingJob } from '../../shared/contract/job.ts';
import type { Job } from '../../shared/domain/job.ts';
import { holdsSlot, isFinished, jobStatuses, statusesWhere } from '../../shared/domain/job-status.ts';
import type { JobState } from '../../shared/domain/job-state.ts';
import {
  detailColumns,
  type JobListRow,
  type JobRow,
  listColumns,
  readJobRow,
  readListRow,
  writeState,
} from './job-row.ts';

export interface NewJob {
  readonly algorithm: Algorithm;
  readonly hyperparams: Readonly<Record<string, unknown>>;
  readonly batteryIds: readonly number[];
  readonly modelName: string | null;
  readonly totalEpochs: number;
  readonly createdAt: string;
}

interface JobFilter {
  readonly page: number;
  readonly page_size: number;
  readonly status?: JobStatus | undefined;
}

export interface JobStore {
  insertJob(job: NewJob): number;
  findJob(id: number): Job | undefined;
  /** Newest first. */
  listJobs(filter: JobFilter): readonly TrainingJob[];
  countJobs(): Readonly<Record<JobStatus, number>>;
  listIdsHoldingSlot(): readonly number[];
  listIds(): readonly number[];
  /** Jobs that ended before the time, oldest first, at most `limit`. */
  listIdsFinishedBefore(time: string, limit: number): readonly number[];
  /** Queued and running jobs that train on the battery. */
  listActiveIdsOfBattery(batteryId: number): readonly number[];
  setState(id: number, state: JobState): void;
  setProgress(
    id: number,
    progress: { readonly currentEpoch: number; readonly currentLoss: number | null },
  ): void;
  setDevice(id: number, device: string | null): void;
  setEvaluation(id: number, evaluation: Evaluation | null): void;
  deleteJob(id: number): void;
}

export function createJobStore(database: Database): JobStore {
  return { ...jobReader(database), ...jobIdLists(database), ...jobWriter(database) };
}

type JobReader = Pick<JobStore, 'findJob' | 'listJobs' | 'countJobs'>;
type JobIdLists = Pick<
  JobStore,
  'listIdsHoldingSlot' | 'listIds' | 'listIdsFinishedBefore' | 'listActiveIdsOfBattery'
>;

function jobReader(database: Database): JobReader {
  const byId = database.prepare<[number], JobRow>(`SELECT ${detailColumns} FROM jobs WHERE id = ?`);
  const counts = database.prepare<[], { status: JobStatus; job_count: number }>(
    'SELECT status, job_count FROM job_counts',
  );
  return {
    findJob: (id) => {
      const row = byId.get(id);
      return row && readJobRow(row);
    },
    listJobs: jobLister(database),
    countJobs: () => {
      const found = new Map(counts.all().map((row) => [row.status, row.job_count]));
      const counted = jobStatuses().map((status) => [status, found.get(status) ?? 0] as const);
      return Object.fromEntries(counted) as Record<JobStatus, number>;
    },
  };
}

/** A condition on `status`, by the table of facts. */
const statusIn = (isSo: Parameters<typeof statusesWhere>[0]): string =>
  `status IN (${statusesWhere(isSo)
    .map((status) => `'${status}'`)
    .join(', ')})`;

function jobIdLists(database: Database): JobIdLists {
  const holding = database
    .prepare<[], number>(`SELECT id FROM jobs WHERE ${statusIn(holdsSlot)} ORDER BY id`)
    .pluck();
  const ids = database.prepare<[], number>('SELECT id FROM jobs').pluck();
  const finishedBefore = database
    .prepare<[string, number], number>(
      'SELECT id FROM jobs WHERE finished_at < ? ORDER BY finished_at LIMIT ?',
    )
    .pluck();
  const activeOfBattery = database
    .prepare<[number], number>(
      `SELECT id FROM jobs JOIN job_batteries ON job_id = id
      WHERE battery_id = ? AND ${statusIn((job) => !isFinished(job))} ORDER BY id`,
    )
    .pluck();
  return {
    listIdsHoldingSlot: () => holding.all(),
    listIds: () => ids.all(),
    listIdsFinishedBefore: (time, limit) => finishedBefore.all(time, limit),
    listActiveIdsOfBattery: (batteryId) => activeOfBattery.all(batteryId),
  };
}

function jobLister(database: Database): JobStore['listJobs'] {
  const page = 'ORDER BY id DESC LIMIT ? OFFSET ?';
  // The ids come from an index of ids alone, so that a deep page steps over a few pages of the file.
  const ofAll = database.prepare<[number, number], JobListRow>(
    `SELECT ${listColumns} FROM jobs WHERE id IN (SELECT id FROM jobs INDEXED BY jobs_by_id ${page}) ORDER BY id DESC`,
  );
  const ofStatus = database.prepare<[JobStatus, number, number], JobListRow>(
    `SELECT ${listColumns} FROM jobs WHERE id IN (SELECT id FROM jobs WHERE status = ? ${page}) ORDER BY id DESC`,
  );
  return ({ page: pageNumber, page_size: limit, status }) => {
    const offset = (pageNumber - 1) * limit;
    const rows = status === undefined ? ofAll.all(limit, offset) : ofStatus.all(status, limit, offset);
    return rows.map(readListRow);
  };
}

function jobWriter(database: Database): Omit<JobStore, keyof JobReader | keyof JobIdLists> {
  const insert = database.prepare<[Record<string, unknown>]>(
    `INSERT INTO jobs (status, algorithm, total_epochs, created_at, model_name, hyperparams)
    VALUES ('queued', @algorithm, @totalEpochs, @createdAt, @modelName, @hyperparams)`,
  );
  const insertBattery = database.prepare<[number | bigint, number, number]>(
    'INSERT INTO job_batteries (job_id, position, battery_id) VALUES (?, ?, ?)',
  );
  const state = database.prepare<[Record<string, unknown>]>(
    `UPDATE jobs SET status = @status, current_epoch = @current_epoch, started_at = @started_at,
    finished_at = @finished_at, model_id = @model_id, error_message = @error_message WHERE id = @id`,
  );
  const progress = database.prepare<[number, number | null, number]>(
    'UPDATE jobs SET current_epoch = ?, current_loss = ? WHERE id = ?',
  );
  const device = database.prepare<[string | null, number]>('UPDATE jobs SET device = ? WHERE id = ?');
  const evaluation = database.prepare<[string | null, number]>('UPDATE jobs SET evaluation = ? WHERE id = ?');
  const remove = database.prepare<[number]>('DELETE FROM jobs WHERE id = ?');
  return {
    insertJob: (job) => {
      const { lastInsertRowid } = insert.run({
        ...job,
        batteryIds: null,
        hyperparams: JSON.stringify(job.hyperparams),
      });
      job.batteryIds.forEach((batteryId, position) =>
        insertBattery.run(lastInsertRowid, position, batteryId),
      );
      return Number(lastInsertRowid);
    },
    setState: (id, next) => void state.run({ id, ...writeState(next) }),
    setProgress: (id, { currentEpoch, currentLoss }) => void progress.run(currentEpoch, currentLoss, id),
    setDevice: (id, name) => void device.run(name, id),
    setEvaluation: (id, known) => void evaluation.run(known && JSON.stringify(known), id),
    deleteJob: (id) => void remove.run(id),
  };
}
