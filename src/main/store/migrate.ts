/** Brings a database to this program's version, one transaction per migration. */
import type { Database } from 'better-sqlite3';
import type { Migration } from './migrations/index.ts';
import { StoreError } from './store-error.ts';

/** Throws StoreError when the database has more migrations behind it than this program knows. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version > migrations.length) {
    throw new StoreError(
      `The database ${database.name} was written by a newer version of Cellwright (database version ${version}, ` +
        `this program knows ${migrations.length}). Install the newer version, or choose another data folder.`,
    );
  }
  migrations.slice(version).forEach((migration, index) => {
    apply(database, migration, version + index + 1);
  });
}

function apply(database: Database, migration: Migration, version: number): void {
  database
    .transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${version}`);
    })
    .immediate();
}
