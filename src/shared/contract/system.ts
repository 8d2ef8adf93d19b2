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

/** `auto`: while a GPU trains, which no engine of this version does. */
export const leaveGpuToTrainingSchema = z.enum(['auto', 'on', 'off']);
export type LeaveGpuToTraining = z.infer<typeof leaveGpuToTrainingSchema>;

export const settingsSchema = z.object({
  max_concurrent_jobs: z.int().min(1).max(64),
  retention_days: z.int().min(1).max(36_500),
  port: z.int().min(0).max(65_535).describe('The port in force'),
  data_dir: z.string(),
  port_at_next_start: z
    .int()
    .min(0)
    .max(65_535)
    .describe(
      'The stored port: the next start listens there unless --port or CELLWRIGHT_PORT says otherwise',
    ),
  port_set_by: z
    .enum(['argument', 'environment', 'settings', 'default'])
    .describe('What chose the port of this start; `argument` and `environment` win over the stored port'),
  leave_gpu_to_training: leaveGpuToTrainingSchema.describe(
    'Whether the desktop draws its window without the GPU, from its next start; `auto`: while trainers use one',
  ),
});
export type Settings = z.infer<typeof settingsSchema>;

export const updateSettingsSchema = z.strictObject({
  max_concurrent_jobs: settingsSchema.shape.max_concurrent_jobs.optional(),
  retention_days: settingsSchema.shape.retention_days.optional(),
  port: z
    .int()
    .min(1024, 'must be at least 1024: the ports below belong to the system')
    .max(65_535)
    .optional()
    .describe('Kept for the next start, answered as `port_at_next_start`; must be free'),
  leave_gpu_to_training: leaveGpuToTrainingSchema.optional(),
});
export type UpdateSettings = z.infer<typeof updateSettingsSchema>;
