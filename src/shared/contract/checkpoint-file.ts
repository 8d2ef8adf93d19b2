/**
 * What checkpoint.safetensors says about itself beside its tensors, each key one string of the file's metadata. Tensors of
 * run n: `n/weights/…`, `n/first/…` and `n/second/…` (the optimiser's moments) and `n/best/…`, by the weights' names.
 */
import { z } from 'zod';
import { jobSpecSchema } from './job-spec.ts';
import { epochReportSchema } from './trainer-messages.ts';

const word = z.int().min(-2_147_483_648).max(4_294_967_295);

const runCheckpointSchema = z.object({
  step: z.int().min(0).describe('Steps of the optimiser so far'),
  random: z.tuple([word, word, word, word]).readonly().describe('State of the stream that shuffles'),
  latest: epochReportSchema,
  best: z.object({
    report: epochReportSchema,
    epochsRun: z.int().min(1),
    choice_loss: z
      .number()
      .nullable()
      .default(null)
      .describe('What it was chosen by; null: the loss of its report'),
  }),
  isOver: z.boolean().describe('Its patience is over'),
});

export const checkpointDescriptionSchema = z.object({
  format: z.literal('cellwright-checkpoint-1'),
  epoch: z.int().min(1).describe('The last one that is done'),
  runs: z.array(runCheckpointSchema).min(1),
  engine: z.string().describe('Name and build of the engine that came so far'),
  spec: jobSpecSchema.describe('Of the job it belongs to'),
});
export type CheckpointDescription = z.infer<typeof checkpointDescriptionSchema>;
