/** The version that a database says it has must fit its tables: `user_version` is a number that anybody can write. */
import BetterSqlite3, { type Database } from 'better-sqlite3';
import type { Migration } from './migrations/index.ts';
import { StoreError } from './store-error.ts';

/** Sets a version that is negative or below what the tables are to what they are. Throws StoreError where they are none. */
export function mendVersion(database: Database, migrations: readonly Migration[]): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > migrations.length) return;
  const schema = schemaOf(database);
  if (version >= 0 && schema === schemaAfter(migrations.slice(0, version))) return;
  const actual =
    migrations.findIndex((_, index) => schema === schemaAfter(migrations.slice(0, index + 1))) + 1;
  // A version whose tables differ only in what somebody added is left to its migrations.
  if (actual === 0 && version > 0) return;
  if (actual === 0 && schema !== '') throw new StoreError(wordsFor(database.name, version));
  database.pragma(`user_version = ${actual}`);
}

const wordsFor = (path: string, version: number): string =>
  `The database ${path} says that its version is ${version}, which its tables are not. It was left as it is. Start with ` +
  '--restore to put the newest copy in its place, with --adopt to go on with what the folder holds, or choose another ' +
  'folder with --data-dir.';

function schemaAfter(migrations: readonly Migration[]): string {
  const scratch = new BetterSqlite3(':memory:');
  try {
    for (const { sql } of migrations) scratch.exec(sql);
    return schemaOf(scratch);
  } finally {
    scratch.close();
  }
}

function schemaOf(database: Database): string {
  return database
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all()
    .join('\n');
}
