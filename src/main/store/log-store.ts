/**
 * Log lines of jobs, in the order in which they were recorded. Lines are numbered without gaps, in each job and in each
 * level of a job, so that a page is a range of numbers and a count the distance of the last from the first: a log may
 * have a million lines.
 */
import type { Database } from 'better-sqlite3';
import type { LogLevel, LogLine } from '../../shared/contract/job.ts';
import { firstWhere } from './first-where.ts';

export interface LogFilter {
  readonly jobId: number;
  readonly level?: LogLevel | undefined;
  /**
   * Only lines from the first on that is later than this; UTC, ISO 8601 with milliseconds, as all stored times. Where
   * the clock was set back meanwhile, lines after that one count as later, too.
   */
  readonly after?: string | undefined;
}

interface LinePage {
  /** Lines before it, of those that the filter lets through. */
  readonly offset: number;
  readonly limit: number;
}

export interface LogStore {
  insertLog(jobId: number, line: LogLine): void;
  countLogs(filter: LogFilter): number;
  /** Oldest first. */
  listLogs(filter: LogFilter, page: LinePage): readonly LogLine[];
  /** The offsets of those lines of the page whose message contains the text, be it in capitals. */
  findOffsets(filter: LogFilter, text: string, page: LinePage): readonly number[];
  /** Deletes at most `limit` lines of the job, the oldest; answers how many. */
  deleteSomeLogs(jobId: number, limit: number): number;
}

export function createLogStore(database: Database): LogStore {
  const insert = database.prepare<[object]>(
    `INSERT INTO job_logs (job_id, timestamp, level, message, line, level_line, latest)
    SELECT @jobId, @timestamp, @level, @message, ifnull(max(line), 0) + 1,
      (SELECT ifnull(max(level_line), 0) + 1 FROM job_logs WHERE job_id = @jobId AND level = @level),
      max(@timestamp, ifnull((SELECT latest FROM job_logs WHERE job_id = @jobId ORDER BY line DESC LIMIT 1), ''))
    FROM job_logs WHERE job_id = @jobId`,
  );
  const remove = database.prepare<[{ jobId: number; limit: number }]>(
    `DELETE FROM job_logs WHERE job_id = @jobId AND line IN
    (SELECT line FROM job_logs WHERE job_id = @jobId ORDER BY line LIMIT @limit)`,
  );
  const ofJob = readNumbered(database, 'line', 'job_id = @jobId');
  const ofLevel = readNumbered(database, 'level_line', 'job_id = @jobId AND level = @level');
  const linesOf = ({ level }: LogFilter): NumberedLines => (level === undefined ? ofJob : ofLevel);
  return {
    insertLog: (jobId, line) => void insert.run({ jobId, ...line }),
    countLogs: (filter) => {
      const { first, last } = linesOf(filter).range(filter);
      return last - first + 1;
    },
    listLogs: (filter, page) => linesOf(filter).list(filter, page),
    findOffsets: (filter, text, page) => linesOf(filter).find(filter, text, page),
    deleteSomeLogs: (jobId, limit) => remove.run({ jobId, limit }).changes,
  };
}

/** The numbers of what a filter lets through; `last` is one less than `first` where that is nothing. */
interface LineRange {
  readonly first: number;
  readonly last: number;
}

interface NumberedLines {
  range(filter: LogFilter): LineRange;
  list: LogStore['listLogs'];
  find: LogStore['findOffsets'];
}

/** Part of a pattern for LIKE, taken literally. */
const literally = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** `where`: the equalities that the numbers in `column` belong to. */
function readNumbered(database: Database, column: 'line' | 'level_line', where: string): NumberedLines {
  const ends = database.prepare<[object], { first: number | null; last: number | null }>(
    `SELECT (SELECT min(${column}) FROM job_logs WHERE ${where}) AS first,
    (SELECT max(${column}) FROM job_logs WHERE ${where}) AS last`,
  );
  const latestAt = database
    .prepare<[object], string>(`SELECT latest FROM job_logs WHERE ${where} AND ${column} = @number`)
    .pluck();
  const inRange = `${where} AND ${column} >= @from AND ${column} < @to`;
  const lines = database.prepare<[object], LogLine>(
    `SELECT timestamp, level, message FROM job_logs WHERE ${inRange} ORDER BY ${column}`,
  );
  const matching = database
    .prepare<[object], number>(
      `SELECT ${column} FROM job_logs WHERE ${inRange} AND message LIKE @pattern ESCAPE '\\' ORDER BY ${column}`,
    )
    .pluck();
  const range = (filter: LogFilter): LineRange => {
    const { first, last } = ends.get(filter) ?? {};
    const all = { first: first ?? 1, last: last ?? 0 };
    const { after } = filter;
    if (after === undefined) return all;
    const isLater = (number: number): boolean => (latestAt.get({ ...filter, number }) ?? '') > after;
    return { first: firstWhere(all.first, all.last + 1, isLater), last: all.last };
  };
  return {
    range,
    list: (filter, { offset, limit }) => {
      const from = range(filter).first + offset;
      return lines.all({ ...filter, from, to: from + limit });
    },
    find: (filter, text, { offset, limit }) => {
      const { first } = range(filter);
      const from = first + offset;
      const parameters = { ...filter, from, to: from + limit, pattern: literally(text) };
      return matching.all(parameters).map((number) => number - first);
    },
  };
}
