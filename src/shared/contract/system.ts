/** Health, version and the settings that may change while the program runs. */
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

export const settingsSchema = z.object({
  max_concurrent_jobs: z.int().min(1).max(64),
  retention_days: z.int().min(1).max(36_500),
  port: z.int().min(0).max(65_535),
  data_dir: z.string(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const updateSettingsSchema = z.strictObject({
  max_concurrent_jobs: settingsSchema.shape.max_concurrent_jobs.optional(),
  retention_days: settingsSchema.shape.retention_days.optional(),
});
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
