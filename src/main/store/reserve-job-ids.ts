/** Sees that no new job gets a number that a file in `models/` bears already. */
import type { Database } from './open-database.ts';

export function reserveJobIds(database: Database, highest: number): void {
  const raise = database.prepare("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'jobs'");
  const insert = database.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('jobs', ?)");
  database.transaction(() => {
    if (raise.run(highest).changes === 0) insert.run(highest);
  })();
}
