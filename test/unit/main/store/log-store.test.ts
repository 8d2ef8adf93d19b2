import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { searchLogs } from '../../../../src/main/queries/search-logs.ts';
import { createJobStores, type JobStores } from '../../../../src/main/store/job-stores.ts';
import { migrate } from '../../../../src/main/store/migrate.ts';
import { migrations } from '../../../../src/main/store/migrations/index.ts';
import { type Database, openDatabase } from '../../../../src/main/store/open-database.ts';
import type { LogLevel } from '../../../../src/shared/contract/job.ts';
import BetterSqlite3 from 'better-sqlite3';
import { newJob } from '../../../support/sample-rows.ts';

let database: Database;
let stores: JobStores;
let jobId: number;
beforeEach(() => {
  database = openDatabase(':memory:');
  stores = createJobStores(database);
  jobId = stores.jobs.insertJob({ ...newJob, created_at: timeAt(0) });
});
afterEach(() => database.close());

/** UTC, so many seconds into the day. */
const timeAt = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const add = (second: number, level: LogLevel, message: string): void =>
  stores.logs.insertLog(jobId, { timestamp: timeAt(second), level, message });
const messages = (filter: object, page = { offset: 0, limit: 100 }): readonly string[] =>
  stores.logs.listLogs({ jobId, ...filter }, page).map(({ message }) => message);

describe('a log of a million lines', () => {
  const lineCount = 1_000_000;
  const fill = (): void => {
    database
      .prepare(
        `WITH RECURSIVE numbers (line) AS (SELECT 1 UNION ALL SELECT line + 1 FROM numbers WHERE line < ?)
        INSERT INTO job_logs (job_id, timestamp, level, message, line, level_line, latest)
        SELECT ?, time, CASE WHEN line % 10 = 0 THEN 'WARNING' ELSE 'INFO' END, 'line ' || line, line,
          CASE WHEN line % 10 = 0 THEN line / 10 ELSE line - line / 10 END, time
        FROM (SELECT line, strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', line || ' seconds') AS time FROM numbers)`,
      )
      .run(lineCount, jobId);
  };

  it('has its pages where they belong, the last like the first', async () => {
    fill();
    const { logs } = stores;
    expect(logs.countLogs({ jobId })).toBe(lineCount);
    expect(messages({}, { offset: 999_998, limit: 50 })).toEqual(['line 999999', 'line 1000000']);
    expect(messages({}, { offset: lineCount, limit: 50 })).toEqual([]);
    const warnings = { jobId, level: 'WARNING' } as const;
    expect(logs.countLogs(warnings)).toBe(100_000);
    expect(messages(warnings, { offset: 99_999, limit: 50 })).toEqual(['line 1000000']);
    const late = { jobId, after: timeAt(999_989) };
    expect(logs.countLogs(late)).toBe(11);
    expect(messages({ ...late, level: 'WARNING' })).toEqual(['line 999990', 'line 1000000']);
    const found = await searchLogs(logs, { jobId }, { text: 'LINE 99999', offset: 1, limit: 2 });
    expect(found.total).toBe(11);
    expect(found.lines.map(({ message }) => message)).toEqual(['line 999990', 'line 999991']);
  });

  it('is never read but by the numbers of the lines that are wanted', () => {
    const prepared: string[] = [];
    const listening = new Proxy(database, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              prepared.push(sql);
              return target.prepare(sql);
            }
          : (Reflect.get(target, name) as unknown),
    });
    createJobStores(listening);
    const ofLogs = prepared.filter((sql) => sql.includes('job_logs'));
    expect(ofLogs.length).toBeGreaterThan(5);
    for (const sql of ofLogs) {
      const plan = database.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${named(sql)}`).all();
      const steps = plan.map(({ detail }) => detail).filter((detail) => detail.includes('job_logs'));
      for (const step of steps) expect(step, sql).toMatch(/^SEARCH job_logs USING .*INDEX job_logs_by_/);
      expect(JSON.stringify(plan), sql).not.toContain('TEMP B-TREE');
    }
  });
  /** A plan does not depend on the values. */
  const named = (sql: string): string => sql.replace(/@\w+|\?/g, "'1'");
});

describe('the numbers of lines', () => {
  it('are each job’s and each level’s own', () => {
    const other = stores.jobs.insertJob({ ...newJob, created_at: timeAt(0) });
    add(1, 'INFO', 'a');
    stores.logs.insertLog(other, { timestamp: timeAt(1), level: 'INFO', message: 'elsewhere' });
    add(2, 'ERROR', 'b');
    add(3, 'INFO', 'c');
    expect(messages({}, { offset: 1, limit: 2 })).toEqual(['b', 'c']);
    expect(messages({ level: 'INFO' }, { offset: 1, limit: 2 })).toEqual(['c']);
    expect(stores.logs.countLogs({ jobId, level: 'DEBUG' })).toBe(0);
    expect(messages({ level: 'DEBUG' })).toEqual([]);
  });

  it('stay right while a log is deleted a little at a time', () => {
    for (let second = 0; second < 10; second += 1) add(second, second % 2 ? 'ERROR' : 'INFO', `${second}`);
    expect(stores.logs.deleteSomeLogs(jobId, 3)).toBe(3);
    expect(stores.logs.countLogs({ jobId })).toBe(7);
    expect(messages({}, { offset: 0, limit: 2 })).toEqual(['3', '4']);
    expect(messages({ level: 'INFO' }, { offset: 0, limit: 1 })).toEqual(['4']);
    expect(stores.logs.countLogs({ jobId, level: 'ERROR', after: timeAt(6) })).toBe(2);
    add(10, 'INFO', '10');
    expect(messages({}).at(-1)).toBe('10');
    expect(stores.logs.deleteSomeLogs(jobId, 100)).toBe(8);
    expect(stores.logs.countLogs({ jobId })).toBe(0);
  });

  it('after a time: all from the first later line on, even where the clock was set back', () => {
    add(100, 'INFO', 'a');
    add(300, 'INFO', 'b');
    add(200, 'INFO', 'set back');
    add(301, 'INFO', 'c');
    expect(messages({ after: timeAt(299) })).toEqual(['b', 'set back', 'c']);
    expect(messages({ after: timeAt(300) })).toEqual(['c']);
    expect(messages({ after: timeAt(301) })).toEqual([]);
  });
});

it('a database of before gets its lines numbered', () => {
  const old = new BetterSqlite3(':memory:');
  const before = migrations.findIndex(({ name }) => name === '0004-log-positions');
  migrate(old, migrations.slice(0, before));
  old.exec(`INSERT INTO jobs (id, status, algorithm, total_epochs, created_at, hyperparams)
    VALUES (1, 'queued', 'baseline', 1, '', '{}'), (2, 'queued', 'baseline', 1, '', '{}');
    INSERT INTO job_logs (id, job_id, timestamp, level, message) VALUES
    (3, 1, '${timeAt(1)}', 'INFO', 'a'), (5, 2, '${timeAt(2)}', 'INFO', 'b'), (7, 1, '${timeAt(9)}', 'ERROR', 'c'),
    (8, 1, '${timeAt(3)}', 'INFO', 'd')`);
  migrate(old, migrations);
  const { logs } = createJobStores(old);
  expect(logs.listLogs({ jobId: 1 }, { offset: 1, limit: 9 })).toEqual([
    { timestamp: timeAt(9), level: 'ERROR', message: 'c' },
    { timestamp: timeAt(3), level: 'INFO', message: 'd' },
  ]);
  logs.insertLog(1, { timestamp: timeAt(10), level: 'INFO', message: 'e' });
  expect(logs.countLogs({ jobId: 1, level: 'INFO' })).toBe(3);
  expect(logs.countLogs({ jobId: 1, after: timeAt(5) })).toBe(3);
  old.close();
});
