/** In which order waiting jobs start, and how one of them gets another place. Written through the job journal. */
import type { Database } from 'better-sqlite3';

/** SQL; the partial index of the table of jobs has the same conditions and the same order. */
export const waitsInQueue = "status = 'queued' AND held = 0";
export const queueOrder = 'priority DESC, queue_rank, id';

interface Place {
  readonly id: number;
  readonly priority: number;
  readonly queue_rank: number;
}

/** `before`: the id of another job that waits. */
export type QueuePlace = { readonly before: number } | 'top' | 'end';

export interface QueueOrder {
  /** Right before the other, with its priority; at the top or the end of all that wait. */
  placeJob(id: number, where: QueuePlace): void;
}

export function createQueueOrder(database: Database): QueueOrder {
  const byId = database.prepare<[number], Place>('SELECT id, priority, queue_rank FROM jobs WHERE id = ?');
  const waiting = `SELECT id, priority, queue_rank FROM jobs WHERE status = 'queued' AND id <> @id`;
  const first = database.prepare<[object], Place>(`${waiting} ORDER BY ${queueOrder} LIMIT 1`);
  const last = database.prepare<[object], Place>(
    `${waiting} ORDER BY priority, queue_rank DESC, id DESC LIMIT 1`,
  );
  const ahead = database
    .prepare<[object], number>(
      `SELECT max(queue_rank) FROM jobs WHERE status = 'queued' AND id <> @id AND priority = @priority
    AND (queue_rank < @queue_rank OR (queue_rank = @queue_rank AND id < @other))`,
    )
    .pluck();
  const makeRoom = database.prepare<[object]>(
    `UPDATE jobs SET queue_rank = queue_rank + 1 WHERE status = 'queued' AND priority = @priority
    AND (queue_rank > @queue_rank OR (queue_rank = @queue_rank AND id >= @other))`,
  );
  const set = database.prepare<[object]>(
    'UPDATE jobs SET priority = @priority, queue_rank = @rank WHERE id = @id',
  );
  const rankBefore = (id: number, { id: other, priority, queue_rank }: Place): number => {
    const place = { id, other, priority, queue_rank };
    const before = ahead.get(place) ?? queue_rank - 2;
    const middle = (before + queue_rank) / 2;
    if (middle > before && middle < queue_rank) return middle;
    // As many moves to the same spot as halve the room away: all behind it step back.
    makeRoom.run(place);
    return before + 0.5;
  };
  return {
    placeJob: (id, where) => {
      if (where === 'end') {
        const end = last.get({ id });
        if (end) set.run({ id, priority: end.priority, rank: end.queue_rank + 1 });
        return;
      }
      const target = where === 'top' ? first.get({ id }) : byId.get(where.before);
      if (target) set.run({ id, priority: target.priority, rank: rankBefore(id, target) });
    },
  };
}
