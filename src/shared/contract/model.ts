/** Models: what a succeeded job leaves, with all that is needed to repeat it. */
import { z } from 'zod';
import { algorithmSchema } from './hyperparams.ts';
import { idFromPath, idSchema, listOf, pageQuery, timestampSchema } from './pagination.ts';

/** Errors of one target on one set of rows. SoH errors as fractions of nominal capacity, RUL errors in cycles, MAPE in percent. */
export const targetErrorsSchema = z.object({
  rows: z.int().describe('Rows with a known label'),
  mae: z.number().nullable(),
  rmse: z.number().nullable(),
  mape: z
    .number()
    .nullable()
    .describe('Mean absolute percentage error in percent, over rows whose label is not zero'),
  r2: z.number().nullable(),
});
export type TargetErrors = z.infer<typeof targetErrorsSchema>;

export const cellErrorsSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  soh: targetErrorsSchema,
  rul: targetErrorsSchema,
});
export type CellErrors = z.infer<typeof cellErrorsSchema>;

/** Measured on the validation rows with the weights that became the model (best validation loss, not the last epoch). */
export const modelMetricsSchema = z.object({
  train_loss: z.number().nullable(),
  val_loss: z.number().nullable(),
  best_epoch: z.int(),
  epochs_run: z.int(),
  val_soh_mape: z.number().nullable().describe('Percent, pooled over the validation rows'),
  val_soh_mae: z.number().nullable(),
  val_soh_rmse: z.number().nullable(),
  val_rul_mae: z.number().nullable().describe('Cycles'),
  val_rul_rmse: z.number().nullable().describe('Cycles'),
  split_by: z.enum(['battery', 'cycle']),
  training_cells: z.array(idSchema),
  validation_cells: z.array(cellErrorsSchema),
});
export type ModelMetrics = z.infer<typeof modelMetricsSchema>;

export const modelSchema = z.object({
  id: idSchema,
  algorithm: algorithmSchema,
  name: z.string(),
  version: z.string().describe('Version of the program that trained it'),
  metrics: modelMetricsSchema,
  created_at: timestampSchema,
  file_size: z.int().describe('Bytes'),
  job_id: idSchema.nullable().describe('The job that left it; null once that history is gone'),
  hyperparams: z.record(z.string(), z.unknown()),
  battery_ids: z.array(idSchema),
  dataset_hash: z.string(),
  features: z.array(z.string()),
  engine: z.string().describe('Engine and build that trained it'),
  simulated_data: z.boolean().describe('True when any training cell was a simulated sample'),
});
export type Model = z.infer<typeof modelSchema>;

export const listModelsSchema = z.strictObject({ ...pageQuery(20), algorithm: algorithmSchema.optional() });
export const modelListSchema = listOf(modelSchema);
export const modelIdSchema = z.strictObject({ model_id: idFromPath });
export const renameModelSchema = z.strictObject({
  model_id: idFromPath,
  name: z.string().trim().min(1).max(120),
});
export const downloadModelSchema = z.strictObject({
  model_id: idFromPath,
  format: z.enum(['safetensors']).default('safetensors'),
});
/** A file to be sent: where it lies and what it is called at the receiver's end. */
export const fileDownloadSchema = z.object({
  path: z.string(),
  filename: z.string(),
  content_type: z.string(),
});
export type FileDownload = z.infer<typeof fileDownloadSchema>;
