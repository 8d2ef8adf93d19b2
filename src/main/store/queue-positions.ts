/** Where jobs stand in the queue. Counts from one to the next, so that a page of a long queue goes through it once. */
import type { Database } from 'better-sqlite3';
import { suspiciousInterruptions } from '../../shared/domain/job-attempts.ts';
import { isWaiting } from '../../shared/domain/job-status.ts';
import type { Standing } from '../../shared/domain/queue-facts.ts';
import { statusIn } from './status-condition.ts';

/** Of those among the ids that wait and are not held. `now`: UTC, ISO 8601. */
export type FindStandings = (ids: readonly number[], now: string) => ReadonlyMap<number, Standing>;

const waits = statusIn(isWaiting);

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
      `SELECT id FROM jobs WHERE ${waits} AND held = 0 AND id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .pluck();
  // Those that never started have no row there: there are few.
  const known = database.prepare<[], KnownJob>(
    `SELECT id, not_before, max_beside, interruptions FROM job_attempts CROSS JOIN jobs ON id = job_id
    WHERE ${waits} AND held = 0 ORDER BY id`,
  );
  const countBetween = counterBetween(database);
  return (ids, now) => {
    const wanted = waitingAmong.all(JSON.stringify(ids));
    if (wanted.length === 0) return new Map();
    const facts = new Map(known.all().map((job) => [job.id, job]));
    const behind = [...facts.values()].filter((job) => waitsBehind(job, now)).map(({ id }) => id);
    const byId = positionsById(wanted, countBetween);
    const ordinaryCount = behind.length === 0 ? 0 : countBetween(0, Number.MAX_SAFE_INTEGER) - behind.length;
    return new Map(
      wanted.map((id) => {
        const isBehind = behind.includes(id);
        const rank = behind.filter((other) => (isBehind ? other <= id : other < id)).length;
        const position = isBehind ? ordinaryCount + rank : (byId.get(id) ?? 0) - rank;
        const { not_before: notBefore = null, max_beside: maxBeside = null } = facts.get(id) ?? {};
        return [id, { position, notBefore, maxBeside }] as const;
      }),
    );
  };
}

type CountBetween = (after: number, upTo: number) => number;

/** Jobs that wait and are not held, by their ids. */
function counterBetween(database: Database): CountBetween {
  const withHeld = database
    .prepare<[number, number], number>(
      `SELECT count(*) FROM jobs INDEXED BY jobs_by_status WHERE ${waits} AND id > ? AND id <= ?`,
    )
    .pluck();
  const held = database
    .prepare<[number, number], number>(
      'SELECT count(*) FROM jobs INDEXED BY jobs_held WHERE held = 1 AND id > ? AND id <= ?',
    )
    .pluck();
  return (after, upTo) => (withHeld.get(after, upTo) ?? 0) - (held.get(after, upTo) ?? 0);
}

/** Behind all that may start: one whose time has not come, and one that is suspected to take the program down. */
const waitsBehind = ({ not_before: notBefore, interruptions }: KnownJob, now: string): boolean =>
  interruptions >= suspiciousInterruptions || (notBefore !== null && notBefore > now);

/** By id alone, 1 for the first; the ids in rising order. */
function positionsById(ids: readonly number[], countBetween: CountBetween): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  let [last, position] = [0, 0];
  for (const id of ids) {
    position += countBetween(last, id);
    last = id;
    positions.set(id, position);
  }
  return positions;
}
