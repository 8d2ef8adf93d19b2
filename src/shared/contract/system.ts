/** What the program says of itself. */
import { z } from 'zod';

export const nothingSchema = z.strictObject({});

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  uptime_seconds: z.number(),
  running_jobs: z.int(),
  queued_jobs: z.int(),
  problems: z.array(z.string()).describe('Why it is `degraded`, each in words with the way out'),
  notices: z.array(z.string()).describe('What somebody should know, such as history that goes soon'),
});

export const versionSchema = z.object({
  name: z.literal('Cellwright'),
  version: z.string(),
  api: z.literal('v1'),
  node: z.string(),
  platform: z.string(),
});
