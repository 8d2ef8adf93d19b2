/** The rows of the table about copies of the database. */
import { backupListSchema, backupSchema, restoreBackupSchema } from './backup.ts';
import type { Operation } from './operation.ts';
import { nothingSchema } from './system.ts';

const backupExample = {
  file: 'cellwright-20250107T120000Z-asked-9f86d081884c7d65.db',
  created_at: '2025-01-07T12:00:00Z',
  reason: 'asked',
  bytes: 1_048_576,
};

export const backupOperations = {
  'list-backups': {
    kind: 'query',
    method: 'GET',
    path: '/backups',
    tag: 'System',
    status: 200,
    summary: 'Verified copies of the database, newest first',
    description: 'Made daily, before a newer version changes the database, and on demand; seven are kept.',
    input: nothingSchema,
    output: backupListSchema,
    fails: [],
    example: { input: {}, output: { items: [backupExample], restore_at_next_start: null } },
  },
  'create-backup': {
    kind: 'command',
    changes: ['settings'],
    method: 'POST',
    path: '/backups',
    tag: 'System',
    status: 201,
    summary: 'Copy the database now; answered when the copy is verified',
    description: 'The program goes on meanwhile. A copy that turns out damaged is not kept (409).',
    input: nothingSchema,
    output: backupSchema,
    fails: ['CONFLICT', 'SHUTTING_DOWN'],
    example: { input: {}, output: backupExample },
  },
  'restore-backup': {
    kind: 'command',
    changes: ['settings'],
    method: 'POST',
    path: '/backups/{file}/restore',
    tag: 'System',
    status: 200,
    summary: 'Let the next start put this backup in the place of the database',
    description: 'What the data folder holds beside it is adopted then; `newest` names the newest backup.',
    input: restoreBackupSchema,
    output: backupListSchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: {
      input: { file: 'newest' },
      output: { items: [backupExample], restore_at_next_start: backupExample.file },
    },
  },
} as const satisfies Record<string, Operation>;
