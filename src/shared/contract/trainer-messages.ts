/**
 * What a trainer process and its parent say to each other. The parent parses every message: a trainer that talks
 * nonsense fails its own job and nothing else.
 */
import { z } from 'zod';
import { evaluationSchema } from './evaluation.ts';
import { endedBySchema, logLevelSchema, lossTermsSchema } from './job.ts';
import { modelMetricsSchema } from './model.ts';

/** One finished epoch. */
export const epochReportSchema = z.object({
  epoch: z.int().min(1),
  train_loss: z.number().nullable(),
  val_loss: z.number().nullable(),
  terms: lossTermsSchema,
});
export type EpochReport = z.infer<typeof epochReportSchema>;

const reportedLogSchema = z.object({
  timestamp: z.string(),
  level: logLevelSchema,
  message: z.string().max(10_000),
  epoch: z.int().min(1).optional().describe('The epoch it speaks of, of a line that comes again with it'),
});

export const trainerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), device: z.string(), engine: z.string() }),
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('prepared'), evaluation: evaluationSchema }),
  z.object({
    type: z.literal('resumed'),
    epoch: z.int().min(1).describe('The last one that its checkpoint holds'),
    same_bits: z.boolean().describe('What follows is, to the bit, what an unbroken training would do'),
  }),
  z.object({
    type: z.literal('report'),
    epochs: z.array(epochReportSchema),
    logs: z.array(reportedLogSchema),
  }),
  z.object({
    type: z.literal('succeeded'),
    model_file: z.string().describe('Name inside the job folder'),
    features: z.array(z.string()),
    engine: z.string(),
    metrics: modelMetricsSchema,
    ended_by: endedBySchema.default('epochs'),
    evaluation: evaluationSchema.nullable().default(null),
  }),
  z.object({ type: z.literal('failed'), error_message: z.string() }),
  z.object({ type: z.literal('stopped') }),
]);
export type TrainerMessage = z.infer<typeof trainerMessageSchema>;

/**
 * `threads`: so many may be at work from now on, as other jobs come and go. `stop`: at once. `pause`: with the epoch that runs, when a checkpoint is written. `finish`: with the epoch that runs, not
 * before the one named, as if it had been the last; the best weights become the model.
 */
export const parentMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('threads'), count: z.int().min(1) }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('finish'), after_epoch: z.int().min(0) }),
]);
export type ParentMessage = z.infer<typeof parentMessageSchema>;
