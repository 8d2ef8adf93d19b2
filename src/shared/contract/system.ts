/** What the program says of itself. */
import { z } from 'zod';

export const nothingSchema = z.strictObject({});

export const healthSchema = z.object({
  status: z.literal('ok'),
  version: z.string(),
  uptime_seconds: z.number(),
  running_jobs: z.int(),
  queued_jobs: z.int(),
});

export const versionSchema = z.object({
  name: z.literal('Cellwright'),
  version: z.string(),
  api: z.literal('v1'),
  node: z.string(),
  platform: z.string(),
});
