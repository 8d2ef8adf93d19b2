/** Everything that happened to jobs, numbered in one order, so that a listener who was away can catch up. */
import type { Database } from 'better-sqlite3';
import type { JobEvent, SequencedEvent } from '../../shared/contract/events.ts';

export interface EventStore {
  /** Answers the event with the sequence number it got, higher than any before it, deleted ones included. */
  appendEvent(event: JobEvent): SequencedEvent;
  /** Events after the sequence number, in order, at most `limit`; of one job or, with null, of all. */
  listEventsAfter(sequence: number, jobId: number | null, limit: number): readonly SequencedEvent[];
  findLastEvent(jobId: number): SequencedEvent | undefined;
  /** 0 when nothing happened yet. */
  lastSequence(): number;
  /** Deletes at most `limit` events of the job; answers how many. */
  deleteSomeEvents(jobId: number, limit: number): number;
  /** The same, but for the last one. */
  deleteSomeButLast(jobId: number, limit: number): number;
}

interface EventRow {
  readonly sequence: number;
  /** JSON */
  readonly event: string;
}

export function createEventStore(database: Database): EventStore {
  const append = database.prepare<[number, string]>('INSERT INTO job_events (job_id, event) VALUES (?, ?)');
  const afterOfAll = database.prepare<[number, number], EventRow>(
    'SELECT sequence, event FROM job_events WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const afterOfJob = database.prepare<[number, number, number], EventRow>(
    'SELECT sequence, event FROM job_events WHERE job_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  );
  const last = database.prepare<[number], EventRow>(
    'SELECT sequence, event FROM job_events WHERE job_id = ? ORDER BY sequence DESC LIMIT 1',
  );
  const lastOfAll = database
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'job_events'")
    .pluck();
  const remove = database.prepare<[number, number]>(
    'DELETE FROM job_events WHERE sequence IN (SELECT sequence FROM job_events WHERE job_id = ? LIMIT ?)',
  );
  const removeButLast = database.prepare<[number, number, number]>(
    `DELETE FROM job_events WHERE sequence IN (SELECT sequence FROM job_events WHERE job_id = ?
    AND sequence < (SELECT max(sequence) FROM job_events WHERE job_id = ?) LIMIT ?)`,
  );
  return {
    appendEvent: (event) => ({
      sequence: Number(append.run(event.job_id, JSON.stringify(event)).lastInsertRowid),
      event,
    }),
    listEventsAfter: (sequence, jobId, limit) => {
      const rows = jobId === null ? afterOfAll.all(sequence, limit) : afterOfJob.all(jobId, sequence, limit);
      return rows.map(readEventRow);
    },
    findLastEvent: (jobId) => {
      const row = last.get(jobId);
      return row && readEventRow(row);
    },
    lastSequence: () => lastOfAll.get() ?? 0,
    deleteSomeButLast: (jobId, limit) => removeButLast.run(jobId, jobId, limit).changes,
    deleteSomeEvents: (jobId, limit) => remove.run(jobId, limit).changes,
  };
}

function readEventRow(row: EventRow): SequencedEvent {
  return { sequence: row.sequence, event: JSON.parse(row.event) as JobEvent };
}
