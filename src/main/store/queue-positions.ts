/** Where jobs stand in the queue: one walk through an index, milliseconds for ten thousand that wait. */
import type { Database } from 'better-sqlite3';
import { suspiciousInterruptions } from '../../shared/domain/job-attempts.ts';
import type { Standing } from '../../shared/domain/queue-facts.ts';
import { queueOrder, waitsInQueue } from './queue-order.ts';

/** Of those among the ids that wait and are not held. `now`: UTC, ISO 8601. */
export type FindStandings = (ids: readonly number[], now: string) => ReadonlyMap<number, Standing>;

/** A waiting job of which more is known than its place: it may not start yet, or not beside as many as others. */
interface KnownJob {
  readonly id: number;
  readonly not_before: string | null;
  readonly max_beside: number | null;
  readonly interruptions: number;
}

export function queuePositions(database: Database): FindStandings {
  const waitingAmong = database
    .prepare<[string], number>(
      `SELECT id FROM jobs WHERE ${waitsInQueue} AND id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  // Those that never started have no row there: there are few.
  const known = database.prepare<[], KnownJob>(
    `SELECT id, not_before, max_beside, interruptions FROM job_attempts CROSS JOIN jobs ON id = job_id
    WHERE ${waitsInQueue} ORDER BY ${queueOrder}`,
  );
  const inLine = database
    .prepare<[], number>(
      `SELECT id FROM jobs INDEXED BY jobs_in_queue WHERE ${waitsInQueue} ORDER BY ${queueOrder}`,
    )
    .pluck();
  return (ids, now) => {
    const wanted = waitingAmong.all(JSON.stringify(ids));
    if (wanted.length === 0) return new Map();
    const facts = new Map(known.all().map((job) => [job.id, job]));
    const behind = new Set([...facts.values()].filter((job) => waitsBehind(job, now)).map(({ id }) => id));
    const ordinary = inLine.all().filter((id) => !behind.has(id));
    const positions = new Map([...ordinary, ...behind].map((id, index) => [id, index + 1]));
    return new Map(
      wanted.map((id) => {
        const { not_before: notBefore = null, max_beside: maxBeside = null } = facts.get(id) ?? {};
        return [id, { position: positions.get(id) ?? 0, notBefore, maxBeside }] as const;
      }),
    );
  };
}

/** Behind all that may start: one whose time has not come, and one that is suspected to take the program down. */
const waitsBehind = ({ not_before: notBefore, interruptions }: KnownJob, now: string): boolean =>
  interruptions >= suspiciousInterruptions || (notBefore !== null && notBefore > now);
