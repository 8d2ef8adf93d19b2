/** Where jobs stand in the queue. Counts from one to the next, so that a page of a long queue goes through it once. */
import type { Database } from 'better-sqlite3';
import { isWaiting } from '../../shared/domain/job-status.ts';
import { statusIn } from './status-condition.ts';

/** 1 for the next to start; of those among the ids that wait. */
export function queuePositions(database: Database): (ids: readonly number[]) => ReadonlyMap<number, number> {
  const waitingAmong = database
    .prepare<[string], number>(
      `SELECT id FROM jobs WHERE ${statusIn(isWaiting)} AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .pluck();
  const between = database
    .prepare<[number, number], number>(
      `SELECT count(*) FROM jobs INDEXED BY jobs_by_status WHERE ${statusIn(isWaiting)} AND id > ? AND id <= ?`,
    )
    .pluck();
  return (ids) => {
    const positions = new Map<number, number>();
    let [last, position] = [0, 0];
    for (const id of waitingAmong.all(JSON.stringify(ids))) {
      position += between.get(last, id) ?? 0;
      last = id;
      positions.set(id, position);
    }
    return positions;
  };
}
