/** The rows of the table about copies of the database. */
import { backupListSchema, backupSchema, restoreBackupSchema } from './backup.ts';
import type { Operation } from './operation.ts';
import { nothingSchema } from './system.ts';

export const backupOperations = {
  'list-backups': {
    kind: 'query',
    method: 'GET',
    path: '/backups',
    tag: 'System',
    status: 200,
    summary: 'Verified copies of the database, newest first',
    input: nothingSchema,
    output: backupListSchema,
  },
  'create-backup': {
    kind: 'command',
    method: 'POST',
    path: '/backups',
    tag: 'System',
    status: 201,
    summary: 'Copy the database now; answered when the copy is verified',
    input: nothingSchema,
    output: backupSchema,
  },
  'restore-backup': {
    kind: 'command',
    method: 'POST',
    path: '/backups/{file}/restore',
    tag: 'System',
    status: 200,
    summary: 'Let the next start put this backup in the place of the database',
    input: restoreBackupSchema,
    output: backupListSchema,
  },
} as const satisfies Record<string, Operation>;
