/**
 * `spec.json` of a job folder: all a trainer needs besides the arrays beside it, and all a run elsewhere would need.
 * Arrays: one safetensors file per cell, `arrays/<dataset_hash>.safetensors`, with the float64 tensors
 * `cycle_index` [rows], `capacity_ah` [rows] and `features` [rows, feature_names.length] (row-major; NaN = missing).
 */
import { z } from 'zod';
import { capacityFromSchema } from './battery.ts';
import { algorithmChoiceSchema } from './hyperparams.ts';
import { idSchema } from './pagination.ts';

export const specCellSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  dataset_hash: z.string(),
  nominal_capacity_ah: z.number(),
  end_of_life: z.number(),
  capacity_from: capacityFromSchema
    .nullable()
    .default(null)
    .describe('Which cycles its capacities come from; null: not recorded, by an older version'),
  feature_names: z.array(z.string()),
  simulated: z.boolean(),
});
export type SpecCell = z.infer<typeof specCellSchema>;

export const jobSpecSchema = z
  .object({
    format: z.literal(1),
    job_id: idSchema,
    program_version: z.string(),
    cells: z.array(specCellSchema).min(1),
    keep_checkpoint: z
      .boolean()
      .default(false)
      .describe('Whether its training leaves a checkpoint of its end, to be extended from'),
    thread_limit: z.int().min(1).describe('Threads this job may use, by what the queue gives it'),
    recorded_epoch: z
      .int()
      .min(1)
      .optional()
      .describe('The last epoch that is recorded: to go on from a later one would leave a gap in the curves'),
  })
  .and(algorithmChoiceSchema);
export type JobSpec = z.infer<typeof jobSpecSchema>;
