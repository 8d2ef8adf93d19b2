/** Whether a copy of the database is whole: every page, every index, every reference. Takes as long as it takes. */
import BetterSqlite3 from 'better-sqlite3';
import { applicationId } from './application-id.ts';

/** Why it is not; undefined where it is sound. Leaves it as one file, without a log beside it. */
export function whyUnsound(path: string): string | undefined {
  let database: BetterSqlite3.Database | undefined;
  try {
    database = new BetterSqlite3(path, { fileMustExist: true });
    if (Number(database.pragma('application_id', { simple: true })) !== applicationId) {
      return 'it is no database of Cellwright';
    }
    database.pragma('journal_mode = DELETE');
    const found = database.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') return String(found);
    const [broken] = database.pragma('foreign_key_check') as { readonly table: string }[];
    return broken && `a row of ${broken.table} points to one that is not there`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}
