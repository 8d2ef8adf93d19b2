/** The rows of training jobs. Written through the job journal only. */
import type { Database, Statement } from 'better-sqlite3';
import type { JobFacts, JobStatus, TrainingJob } from '../../shared/contract/job.ts';
import type { Job } from '../../shared/domain/job.ts';
import { holdsSlot, isFinished, jobStatuses } from '../../shared/domain/job-status.ts';
import type { JobState } from '../../shared/domain/job-state.ts';
import {
  detailColumns,
  type FactColumns,
  type JobListRow,
  type JobRow,
  listColumns,
  readJobRow,
  readListRow,
  writeFacts,
  writeState,
} from './job-row.ts';
import { createJobSearch, type JobSearch } from './job-search.ts';
import { createQueueOrder, type QueueOrder } from './queue-order.ts';
import { type FindStandings, queuePositions } from './queue-positions.ts';
import { statusIn } from './status-condition.ts';

export type NewJob = Readonly<
  Pick<Job, 'algorithm' | 'hyperparams' | 'model_name' | 'total_epochs' | 'created_at' | 'battery_ids'> &
    Partial<Pick<Job, 'extends_job_id'>>
>;

interface JobFilter {
  readonly page: number;
  readonly page_size: number;
  readonly status?: JobStatus | undefined;
}

export interface JobStore extends JobSearch, QueueOrder {
  insertJob(job: NewJob): number;
  findJob(id: number): Job | undefined;
  /** In the order of the ids; those that are not there are left out. */
  findJobs(ids: readonly number[]): readonly Job[];
  /** Newest first. */
  listJobs(filter: JobFilter): readonly TrainingJob[];
  countJobs(): Readonly<Record<JobStatus, number>>;
  countHeld(): number;
  queuePositions: FindStandings;
  listIdsHoldingSlot(): readonly number[];
  listIds(): readonly number[];
  /** Jobs that ended before the time, oldest first, at most `limit`. */
  listIdsFinishedBefore(time: string, limit: number): readonly number[];
  /** Queued and running jobs that train on the battery. */
  listActiveIdsOfBattery(batteryId: number): readonly number[];
  setState(id: number, state: JobState): void;
  setFacts(id: number, facts: Partial<JobFacts>): void;
  setProgress(id: number, currentEpoch: number, facts: Partial<JobFacts>): void;
  deleteJob(id: number): void;
}

export function createJobStore(database: Database): JobStore {
  return {
    ...jobReader(database),
    ...jobIdLists(database),
    ...createJobSearch(database),
    ...jobWriter(database),
    ...createQueueOrder(database),
  };
}

type JobReader = Pick<
  JobStore,
  'findJob' | 'findJobs' | 'listJobs' | 'countJobs' | 'countHeld' | 'queuePositions'
>;
type JobIdLists = Pick<
  JobStore,
  'listIdsHoldingSlot' | 'listIds' | 'listIdsFinishedBefore' | 'listActiveIdsOfBattery'
>;

function jobReader(database: Database): JobReader {
  const byId = database.prepare<[number], JobRow>(`SELECT ${detailColumns} FROM jobs WHERE id = ?`);
  const byIds = database.prepare<[string], JobRow>(
    `SELECT ${detailColumns} FROM jobs WHERE id IN (SELECT value FROM json_each(?))`,
  );
  const counts = database.prepare<[], { status: JobStatus; job_count: number }>(
    'SELECT status, job_count FROM job_counts',
  );
  const held = database.prepare<[], number>('SELECT count(*) FROM jobs WHERE held = 1').pluck();
  return {
    findJob: (id) => {
      const row = byId.get(id);
      return row && readJobRow(row);
    },
    findJobs: (ids) => {
      const found = new Map(byIds.all(JSON.stringify(ids)).map((row) => [row.id, row]));
      return ids.flatMap((id) => found.get(id) ?? []).map(readJobRow);
    },
    listJobs: jobLister(database),
    queuePositions: queuePositions(database),
    countHeld: () => held.get() ?? 0,
    countJobs: () => {
      const found = new Map(counts.all().map((row) => [row.status, row.job_count]));
      const counted = jobStatuses().map((status) => [status, found.get(status) ?? 0] as const);
      return Object.fromEntries(counted) as Record<JobStatus, number>;
    },
  };
}

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

type JobWriter = Pick<JobStore, 'insertJob' | 'setState' | 'setFacts' | 'setProgress' | 'deleteJob'>;

function jobWriter(database: Database): JobWriter {
  const insert = database.prepare<[FactColumns]>(
    `INSERT INTO jobs (status, algorithm, total_epochs, created_at, model_name, hyperparams, cell_count, extends_job_id)
    VALUES ('queued', @algorithm, @total_epochs, @created_at, @model_name, @hyperparams, @cell_count, @extends_job_id)`,
  );
  const insertBattery = database.prepare<[number | bigint, number, number]>(
    'INSERT INTO job_batteries (job_id, position, battery_id) VALUES (?, ?, ?)',
  );
  const update = columnWriter(database);
  const remove = database.prepare<[number]>('DELETE FROM jobs WHERE id = ?');
  return {
    insertJob: ({ battery_ids, hyperparams, model_name, extends_job_id = null, ...job }) => {
      const facts = { hyperparams, model_name, extends_job_id, cell_count: battery_ids.length };
      const { lastInsertRowid } = insert.run({ ...job, ...writeFacts(facts) });
      battery_ids.forEach((batteryId, position) => insertBattery.run(lastInsertRowid, position, batteryId));
      return Number(lastInsertRowid);
    },
    setState: (id, state) => update(id, writeState(state)),
    setFacts: (id, facts) => update(id, writeFacts(facts)),
    setProgress: (id, epoch, facts) => update(id, { current_epoch: epoch, ...writeFacts(facts) }),
    deleteJob: (id) => void remove.run(id),
  };
}

/** Sets the given columns of a row; a few kinds of changes come again and again. */
function columnWriter(database: Database): (id: number, columns: FactColumns) => void {
  const statements = new Map<string, Statement<[FactColumns]>>();
  return (id, columns) => {
    const sql = `UPDATE jobs SET ${Object.keys(columns)
      .map((name) => `${name} = @${name}`)
      .join(', ')} WHERE id = @id`;
    const statement = statements.get(sql) ?? database.prepare<[FactColumns]>(sql);
    statements.set(sql, statement);
    statement.run({ ...columns, id });
  };
}
