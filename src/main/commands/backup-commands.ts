/** The operations on backups of the database, by name: GET /backups, POST /backups, POST /backups/{file}/restore. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { Backups } from '../recovery/backups.ts';

export const backupHandlers = (
  backups: Pick<Backups, 'list' | 'make' | 'restoreAtNextStart'>,
): Pick<Handlers, 'list-backups' | 'create-backup' | 'restore-backup'> => ({
  'list-backups': () => backups.list(),
  'create-backup': () => backups.make('asked'),
  'restore-backup': ({ file }) => backups.restoreAtNextStart(file),
});
