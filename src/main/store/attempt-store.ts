/** What is known of the starts of jobs, who may start next, and which deletions began. Written through the job journal. */
import type { Database } from 'better-sqlite3';
import { type JobAttempts, noAttempts, suspiciousInterruptions } from '../../shared/domain/job-attempts.ts';
import { queueOrder, waitsInQueue } from './queue-order.ts';

interface StartableJob {
  readonly id: number;
  /** It runs beside at most so many others; null: as many as may be. */
  readonly maxBeside: number | null;
}

export interface AttemptStore {
  findAttempts(jobId: number): JobAttempts;
  saveAttempts(jobId: number, attempts: JobAttempts): void;
  /** Of a job that is over. */
  deleteAttempts(jobId: number): void;
  /** Waiting jobs that may start now, in the order in which they shall, at most `limit`; -1: all. */
  listStartable(now: string, limit: number): readonly StartableJob[];
  /** When the next one of those that may not start yet may. */
  findNextStart(now: string): string | undefined;
  noteDeletion(jobId: number): void;
  forgetDeletion(jobId: number): void;
  listDeletions(): readonly number[];
}

interface AttemptRow {
  readonly attempts: number;
  readonly interruptions: number;
  readonly not_before: string | null;
  readonly max_beside: number | null;
  readonly stop_asked: number;
  readonly pause_asked: number;
  readonly finish_after: number | null;
  readonly resumed_epoch: number;
}

export function createAttemptStore(database: Database): AttemptStore {
  return { ...attemptRows(database), ...startableJobs(database), ...deletions(database) };
}

function attemptRows(
  database: Database,
): Pick<AttemptStore, 'findAttempts' | 'saveAttempts' | 'deleteAttempts'> {
  const byJob = database.prepare<[number], AttemptRow>('SELECT * FROM job_attempts WHERE job_id = ?');
  const save = database.prepare<[Record<string, unknown>]>(
    `INSERT OR REPLACE INTO job_attempts
      (job_id, attempts, interruptions, not_before, max_beside, stop_asked, pause_asked, finish_after, resumed_epoch)
    VALUES (@jobId, @attempts, @interruptions, @notBefore, @maxBeside, @stopAsked, @pauseAsked, @finishAfter, @resumedEpoch)`,
  );
  const remove = database.prepare<[number]>('DELETE FROM job_attempts WHERE job_id = ?');
  return {
    findAttempts: (jobId) => {
      const row = byJob.get(jobId);
      if (!row) return noAttempts;
      return {
        attempts: row.attempts,
        interruptions: row.interruptions,
        notBefore: row.not_before,
        maxBeside: row.max_beside,
        isStopAsked: row.stop_asked === 1,
        isPauseAsked: row.pause_asked === 1,
        finishAfter: row.finish_after,
        resumedEpoch: row.resumed_epoch,
      };
    },
    saveAttempts: (jobId, { isStopAsked, isPauseAsked, ...attempts }) =>
      void save.run({
        jobId,
        ...attempts,
        stopAsked: Number(isStopAsked),
        pauseAsked: Number(isPauseAsked),
      }),
    deleteAttempts: (jobId) => void remove.run(jobId),
  };
}

function startableJobs(database: Database): Pick<AttemptStore, 'listStartable' | 'findNextStart'> {
  // The first by an index of the queue, so that its length costs nothing; then the few that are suspected.
  const inOrder = database.prepare<[string, number], StartableJob>(
    `SELECT id, max_beside AS maxBeside FROM jobs INDEXED BY jobs_in_queue LEFT JOIN job_attempts ON job_id = id
    WHERE ${waitsInQueue} AND (not_before IS NULL OR not_before <= ?)
      AND coalesce(interruptions, 0) < ${suspiciousInterruptions}
    ORDER BY ${queueOrder} LIMIT ?`,
  );
  const suspected = database.prepare<[string, number], StartableJob>(
    `SELECT id, max_beside AS maxBeside FROM job_attempts JOIN jobs ON id = job_id
    WHERE ${waitsInQueue} AND (not_before IS NULL OR not_before <= ?)
      AND interruptions >= ${suspiciousInterruptions}
    ORDER BY ${queueOrder} LIMIT ?`,
  );
  const next = database
    .prepare<[string], string | null>(
      `SELECT min(not_before) FROM job_attempts JOIN jobs ON id = job_id
      WHERE ${waitsInQueue} AND not_before > ?`,
    )
    .pluck();
  return {
    listStartable: (now, limit) => {
      const first = inOrder.all(now, limit);
      const left = limit < 0 ? limit : limit - first.length;
      return left === 0 ? first : [...first, ...suspected.all(now, left)];
    },
    findNextStart: (now) => next.get(now) ?? undefined,
  };
}

function deletions(
  database: Database,
): Pick<AttemptStore, 'noteDeletion' | 'forgetDeletion' | 'listDeletions'> {
  const note = database.prepare<[number]>('INSERT OR IGNORE INTO job_deletions (job_id) VALUES (?)');
  const forget = database.prepare<[number]>('DELETE FROM job_deletions WHERE job_id = ?');
  const all = database.prepare<[], number>('SELECT job_id FROM job_deletions ORDER BY job_id').pluck();
  return {
    noteDeletion: (jobId) => void note.run(jobId),
    forgetDeletion: (jobId) => void forget.run(jobId),
    listDeletions: () => all.all(),
  };
}
