/** The days on which the program ran: what grows old by them grows old in use, not by a clock. */
import type { Database } from './open-database.ts';

export interface SeenDayStore {
  /** `day`: UTC, as 2026-01-31. Twice is once. */
  see(day: string): void;
  /** How many there are. */
  count(): number;
  /** The day that lies `daysBack` seen days before this one; undefined where so many were not seen. */
  findDayBack(day: string, daysBack: number): string | undefined;
}

export function createSeenDayStore(database: Database): SeenDayStore {
  const insert = database.prepare<[string]>('INSERT OR IGNORE INTO seen_days (day) VALUES (?)');
  const count = database.prepare<[], number>('SELECT count(*) FROM seen_days').pluck();
  const back = database
    .prepare<[string, number], string>(
      'SELECT day FROM seen_days WHERE day <= ? ORDER BY day DESC LIMIT 1 OFFSET ?',
    )
    .pluck();
  return {
    see: (day) => void insert.run(day),
    count: () => count.get() ?? 0,
    findDayBack: (day, daysBack) => back.get(day, daysBack),
  };
}
