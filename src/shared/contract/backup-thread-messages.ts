/** What the main process asks of the thread that verifies a copy of the database, and what that answers. */
import { z } from 'zod';

export interface BackupThreadRequest {
  /** Becomes one file without a log beside it. */
  readonly path: string;
}

export const backupVerdictSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sound'), hash: z.string().describe('SHA-256 of the file, in hexadecimal') }),
  z.object({ type: z.literal('damaged'), reason: z.string() }),
]);
export type BackupVerdict = z.infer<typeof backupVerdictSchema>;
