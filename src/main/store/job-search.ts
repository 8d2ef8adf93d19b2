/**
 * Finds jobs by words and puts them in any order, a page of ids at a time. Only an index is read, never a whole row, so
 * that ten thousand jobs take milliseconds.
 */
import type { Database } from 'better-sqlite3';
import { algorithmSchema } from '../../shared/contract/hyperparams.ts';
import type { JobStatus } from '../../shared/contract/job.ts';
import { type JobSort, type JobSortKey, searchedWords } from '../../shared/contract/job-list.ts';
import { factsOf, holdsSlot, isWaiting, jobStatuses } from '../../shared/domain/job-status.ts';
import type { JobRow } from './job-row.ts';
import { statusIn } from './status-condition.ts';

interface JobQuestion {
  readonly page: number;
  readonly page_size: number;
  readonly status?: JobStatus | undefined;
  readonly held?: boolean | undefined;
  /** Words that must all be found. */
  readonly search?: string | undefined;
  /** Newest first where nothing is said. */
  readonly sort?: JobSort | undefined;
  /** UTC, ISO 8601: until when a job that has not ended has taken. */
  readonly now: string;
}

export interface JobSearch {
  /** Of one page, in the order that is asked for; equal ones and, without a sorting, all: newest first. */
  findJobIds(question: JobQuestion): readonly number[];
  countFoundJobs(question: Pick<JobQuestion, 'status' | 'held' | 'search'>): number;
}

type Parameters = Readonly<Record<string, string | number>>;

export function createJobSearch(database: Database): JobSearch {
  const statements = new Map<string, ReturnType<Database['prepare']>>();
  /** There are a few hundred kinds of questions at most. */
  const statementOf = (sql: string) => {
    const known = statements.get(sql) ?? database.prepare(sql).pluck();
    statements.set(sql, known);
    return known;
  };
  return {
    findJobIds: (question) => {
      const { page, page_size: limit, now } = question;
      const where = conditionOf(question);
      const sql = `SELECT id FROM jobs INDEXED BY ${indexFor(question)} WHERE ${where.sql} ORDER BY ${orderOf(question.sort)} LIMIT @limit OFFSET @offset`;
      const parameters = { ...where.parameters, now, limit, offset: (page - 1) * limit };
      return statementOf(sql).all(parameters) as number[];
    },
    countFoundJobs: (question) => {
      const where = conditionOf(question);
      const sql = `SELECT count(*) FROM jobs INDEXED BY jobs_in_short WHERE ${where.sql}`;
      return statementOf(sql).get(where.parameters) as number;
    },
  };
}

/** The list's own order stands in narrower indexes already. */
function indexFor({ status, held, search = '', sort }: JobQuestion): string {
  if (sort !== undefined || held !== undefined || search.trim() !== '') return 'jobs_in_short';
  return status === undefined ? 'jobs_by_id' : 'jobs_by_status';
}

interface Condition {
  readonly sql: string;
  readonly parameters: Parameters;
}

function conditionOf({
  status,
  held,
  search = '',
}: Pick<JobQuestion, 'status' | 'held' | 'search'>): Condition {
  const conditions = [
    ...(status === undefined ? [] : [{ sql: 'status = @status', parameters: { status } }]),
    ...(held === undefined ? [] : [{ sql: 'held = @held', parameters: { held: Number(held) } }]),
    ...searchedWords(search).map(conditionOfWord),
  ];
  return {
    sql: conditions.map(({ sql }) => sql).join(' AND ') || 'true',
    parameters: Object.assign({}, ...conditions.map(({ parameters }) => parameters)) as Parameters,
  };
}

/** The few words for a status or an algorithm are compared here; only ids, names and messages are looked through. */
function conditionOfWord(word: string, index: number): Condition {
  const isMeant = (name: string): boolean => name.includes(word.toLowerCase());
  return {
    sql: `(model_name LIKE @text${index} ESCAPE '\\' OR error_message LIKE @text${index} ESCAPE '\\' OR id LIKE @id${index}
      OR status IN (SELECT value FROM json_each(@statuses${index})) OR (held = 1 AND @isHeld${index})
      OR algorithm IN (SELECT value FROM json_each(@algorithms${index})))`,
    parameters: {
      [`text${index}`]: `%${word.replace(/[\\%_]/g, '\\$&')}%`,
      [`id${index}`]: patternOfId(word),
      [`statuses${index}`]: JSON.stringify(jobStatuses().filter((status) => isMeant(wordsOf(status)))),
      [`isHeld${index}`]: Number(isMeant(factsOf({ status: 'queued', held: true }).words.toLowerCase())),
      [`algorithms${index}`]: JSON.stringify(algorithmSchema.options.filter(isMeant)),
    },
  };
}

/** A status goes by its own name and by the one that readers of the interface know. */
const wordsOf = (status: JobStatus): string => `${status} ${factsOf({ status }).words}`.toLowerCase();

/** "12" is part of the id, "#12" its beginning; no other word is an id. */
function patternOfId(word: string): string {
  const [, hash, digits] = /^(#?)(\d+)$/.exec(word) ?? [];
  if (digits === undefined) return '';
  return hash === '' ? `%${digits}%` : `${digits}%`;
}

/** Times are exact to the millisecond; a day's fractions are not. */
const millisecondsFrom = (start: string, end: string): string =>
  `round((julianday(${end}) - julianday(${start})) * 86400000)`;

/** Rows of different priority lie far apart. */
const placeInLine = `iif(${statusIn(isWaiting)} AND held = 0, queue_rank - priority * 1e12, NULL)`;

/** What a key sorts by: of a column itself where nothing is said here. */
const expressions: Readonly<
  Record<Exclude<JobSortKey, keyof JobRow>, string> & Partial<Record<JobSortKey, string>>
> = {
  status: `CASE status ${jobStatuses()
    .map((status, rank) => `WHEN '${status}' THEN ${rank}`)
    .join(' ')} END`,
  progress: `iif(status = 'succeeded', 1.0, min(1.0, 1.0 * current_epoch / total_epochs))`,
  // In the order in which they were created, whatever the clock said.
  created_at: 'id',
  duration_seconds: millisecondsFrom('started_at', 'ifnull(finished_at, @now)'),
  eta_seconds: `iif(${statusIn(holdsSlot)} AND current_epoch > 0,
    round(${millisecondsFrom('started_at', '@now')} / current_epoch * (total_epochs - current_epoch)), NULL)`,
  queue_position: placeInLine,
  waiting_reason: placeInLine,
};

function orderOf(sort: JobSort | undefined): string {
  if (sort === undefined) return 'id DESC';
  const key = sort.replace(/^-/, '') as JobSortKey;
  return `${expressions[key] ?? key} COLLATE NOCASE ${sort === key ? 'ASC' : 'DESC'} NULLS LAST, id DESC`;
}
