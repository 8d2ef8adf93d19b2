/** Copies of the database: made while it is in use, verified before they get their name. */
import { z } from 'zod';
import { timestampSchema } from './pagination.ts';

const backupNameSchema = z
  .string()
  .regex(/^cellwright-\d{8}T\d{6}Z-(?:daily|asked|update)-[0-9a-f]{16}\.db$/, 'must be the name of a backup');

export const backupSchema = z.object({
  file: z.string().describe('Name in `backups/` of the data folder'),
  created_at: timestampSchema,
  reason: z
    .enum(['daily', 'asked', 'update'])
    .describe('`update`: before a newer version changed the database'),
  bytes: z.int(),
});
export type Backup = z.infer<typeof backupSchema>;

export const backupListSchema = z.object({
  items: z.array(backupSchema).describe('Newest first; seven are kept'),
  restore_at_next_start: z
    .string()
    .nullable()
    .describe('The backup that the next start puts in the place of the database'),
});
export type BackupList = z.infer<typeof backupListSchema>;

export const restoreBackupSchema = z.strictObject({ file: backupNameSchema.or(z.literal('newest')) });
