/** What a job announces. The WebSocket sends these messages as they are; docs/api/events.md is generated from here. */
import { z } from 'zod';
import { evaluationSchema } from './evaluation.ts';
import { jobStatusSchema, logLevelSchema, lossTermsSchema } from './job.ts';
import { idSchema, timestampSchema } from './pagination.ts';

const everyMessage = {
  job_id: idSchema,
  status: jobStatusSchema,
  progress: z.number(),
  current_epoch: z.int(),
  total_epochs: z.int(),
  timestamp: timestampSchema,
};

export const jobEventSchema = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('status'),
      ...everyMessage,
      held: z.boolean().optional().describe('Whether it is paused: it waits until it is resumed'),
    })
    .describe('On connecting, and at every change of status'),
  z
    .object({
      type: z.literal('progress'),
      ...everyMessage,
      current_loss: z.number().nullable(),
      train_loss: z.number().nullable(),
      val_loss: z.number().nullable(),
      terms: lossTermsSchema,
    })
    .describe('Every epoch'),
  z
    .object({
      type: z.literal('prepared'),
      ...everyMessage,
      device: z.string().nullable().describe('Where it trains'),
      evaluation: evaluationSchema.describe('Split, leakage and references'),
    })
    .describe('The trainer has read its cells, before the first epoch'),
  z
    .object({ type: z.literal('log'), ...everyMessage, level: logLevelSchema, message: z.string() })
    .describe('Every log line'),
  z
    .object({
      type: z.literal('complete'),
      ...everyMessage,
      model_id: idSchema.nullable(),
      final_metrics: z.record(z.string(), z.unknown()),
    })
    .describe('Succeeded: the last message'),
  z
    .object({ type: z.literal('error'), ...everyMessage, error_message: z.string() })
    .describe('Failed: the last message'),
  z.object({ type: z.literal('stopped'), ...everyMessage }).describe('Stopped: the last message'),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

/** A job's event with its number in the one order of everything that happened. */
export interface SequencedEvent {
  readonly sequence: number;
  readonly event: JobEvent;
}

export const collectionSchema = z.enum([
  'jobs',
  'batteries',
  'models',
  'settings',
  'predictions',
  'evaluations',
]);
export type Collection = z.infer<typeof collectionSchema>;

/**
 * What no job announces: something was added to a collection, changed or deleted, so that it is worth asking for again.
 * Kept nowhere and in no order: its 0 is no place to come back to.
 */
export interface ChangeMessage {
  readonly sequence: 0;
  readonly event: { readonly type: 'changed'; readonly collection: Collection };
}

/** What the stream of everything carries. */
export type StreamMessage = SequencedEvent | ChangeMessage;

export const isChange = (message: StreamMessage): message is ChangeMessage =>
  message.event.type === 'changed';
