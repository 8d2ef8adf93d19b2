/** Log lines of jobs, in the order in which they were recorded. */
import type { Database } from 'better-sqlite3';
import type { LogLevel, LogLine } from '../../shared/contract/job.ts';

interface LogFilter {
  readonly jobId: number;
  readonly level?: LogLevel | undefined;
  /** Only lines later than this; UTC, ISO 8601 with milliseconds, as all stored times. */
  readonly after?: string | undefined;
}

export interface LogStore {
  insertLog(jobId: number, line: LogLine): void;
  countLogs(filter: LogFilter): number;
  /** Oldest first. */
  listLogs(filter: LogFilter, page: { readonly limit: number; readonly offset: number }): readonly LogLine[];
  /** Deletes at most `limit` lines of the job; answers how many. */
  deleteSomeLogs(jobId: number, limit: number): number;
}

/** Only the conditions that are asked for, so that each has its own plan. */
const conditions = (filter: LogFilter): string =>
  [
    'job_id = @jobId',
    ...(filter.level === undefined ? [] : ['level = @level']),
    ...(filter.after === undefined ? [] : ['timestamp > @after']),
  ].join(' AND ');

export function createLogStore(database: Database): LogStore {
  const insert = database.prepare<[number, string, LogLevel, string]>(
    'INSERT INTO job_logs (job_id, timestamp, level, message) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare<[number, number]>(
    'DELETE FROM job_logs WHERE id IN (SELECT id FROM job_logs WHERE job_id = ? LIMIT ?)',
  );
  const count = preparedPerFilter((where) =>
    database.prepare<[object], number>(`SELECT count(*) FROM job_logs WHERE ${where}`).pluck(),
  );
  const page = preparedPerFilter((where) =>
    database.prepare<[object], LogLine>(
      `SELECT timestamp, level, message FROM job_logs WHERE ${where} ORDER BY id LIMIT @limit OFFSET @offset`,
    ),
  );
  return {
    insertLog: (jobId, line) => void insert.run(jobId, line.timestamp, line.level, line.message),
    countLogs: (filter) => count(filter).get(filter) ?? 0,
    listLogs: (filter, { limit, offset }) => page(filter).all({ ...filter, limit, offset }),
    deleteSomeLogs: (jobId, limit) => remove.run(jobId, limit).changes,
  };
}

/** One statement per combination of conditions, prepared when first asked for. */
function preparedPerFilter<Statement>(
  prepare: (where: string) => Statement,
): (filter: LogFilter) => Statement {
  const statements = new Map<string, Statement>();
  return (filter) => {
    const where = conditions(filter);
    const statement = statements.get(where) ?? prepare(where);
    statements.set(where, statement);
    return statement;
  };
}
