/** Looks through the pages of the database before anything trusts them, within a limit of time whatever its size. */
import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** Smaller ones are checked whole; measured at about 0.3 s. */
const checkedWholeBytes = 64 * 1024 * 1024;
const timeLimitMs = 2000;
/** They hold what grows without end, and nothing that another table rests on. */
const longTables = ['job_events', 'job_logs', 'job_epochs'];

/** What it found: damage, in SQLite's words; or all well, as far as it looked. */
export type DatabaseCheck = { readonly damage: string } | { readonly isWhole: boolean };

export function checkDatabase(database: Database): DatabaseCheck {
  const isSmall = database.memory || statSync(database.name).size <= checkedWholeBytes;
  if (isSmall) return verdict(database.pragma('quick_check(1)', { simple: true }), true);
  const startedAt = performance.now();
  for (const table of shortTables(database)) {
    if (performance.now() - startedAt > timeLimitMs) break;
    const found = database.pragma(`quick_check(${table})`, { simple: true });
    if (found !== 'ok') return verdict(found, false);
  }
  return { isWhole: false };
}

const verdict = (found: unknown, isWhole: boolean): DatabaseCheck =>
  found === 'ok' ? { isWhole } : { damage: String(found) };

function shortTables(database: Database): readonly string[] {
  const names = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return names.filter((name) => !longTables.includes(name));
}
