/** Models: what a succeeded job leaves, with all that is needed to repeat it. */
import { z } from 'zod';
import { remarks, remarksToChange } from './remarks.ts';
import {
  evaluationSchema,
  foldsSummarySchema,
  intervalsSchema,
  referenceErrorsSchema,
  targetErrorsSchema,
} from './evaluation.ts';
import { capacityFromSchema } from './battery.ts';
import { algorithmSchema } from './hyperparams.ts';
import { nameSchema } from './plain-text.ts';
import { idFromPath, idSchema, listOf, pageQuery, timestampSchema } from './pagination.ts';

export const cellErrorsSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  soh: targetErrorsSchema,
  rul: targetErrorsSchema,
  references: z
    .array(referenceErrorsSchema)
    .default([])
    .describe('What stands beside the model on the same rows'),
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
  references: z.array(referenceErrorsSchema).default([]).describe('Pooled over the validation rows'),
  verdict: z.array(z.string()).default([]).describe('In words, such as: ridge is better on 2 of 3 cells'),
  test: z
    .object({
      soh_mape: z.number().nullable().describe('Percent, pooled over the test rows'),
      soh_mae: z.number().nullable(),
      soh_rmse: z.number().nullable(),
      rul_mae: z.number().nullable().describe('Cycles'),
      rul_rmse: z.number().nullable().describe('Cycles'),
      cells: z.array(cellErrorsSchema),
      references: z.array(referenceErrorsSchema),
    })
    .nullable()
    .default(null)
    .describe('On the test cells, which neither trained nor chose the epoch; null where there are none'),
  measured_on: z
    .enum(['test', 'left_out', 'validation'])
    .default('validation')
    .describe(
      'What the errors of the job’s list are measured on. test: cells that chose nothing; left_out: each cell by the run ' +
        'without it, whose epoch the other cells chose; validation: the cells that chose the epoch, which flatters a little',
    ),
  intervals: intervalsSchema.nullable().default(null),
  folds: foldsSummarySchema.nullable().default(null).describe('Null unless the job asked for folds'),
});
export type ModelMetrics = z.infer<typeof modelMetricsSchema>;

/** What the labels of one of its cells meant when the model was trained. */
export const modelLabelsSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  nominal_capacity: z.number().describe('Ah that its SoH is a fraction of'),
  end_of_life: z.number().describe('SoH that its RUL counts to'),
  capacity_from: capacityFromSchema.nullable(),
});
export type ModelLabels = z.infer<typeof modelLabelsSchema>;

/** As it is stored. */
export const storedModelSchema = z.object({
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
  evaluation: evaluationSchema.nullable().describe('Null for a model of an older version'),
  simulated_data: z.boolean().describe('True when any training cell was a simulated sample'),
  labels: z
    .array(modelLabelsSchema)
    .nullable()
    .describe('Of every cell of its job; null: not recorded, by an older version'),
  ...remarks,
});
export type StoredModel = z.infer<typeof storedModelSchema>;

export const modelSchema = storedModelSchema.extend({
  label_changes: z
    .array(z.string())
    .describe('Cells whose nominal capacity or end of life is another now than in training, in words'),
});
export type Model = z.infer<typeof modelSchema>;

export const listModelsSchema = z.strictObject({ ...pageQuery(20), algorithm: algorithmSchema.optional() });
export const modelListSchema = listOf(modelSchema);
export const modelIdSchema = z.strictObject({ model_id: idFromPath });
export const renameModelSchema = z.strictObject({
  model_id: idFromPath,
  name: nameSchema.optional(),
  ...remarksToChange,
});
export const downloadModelSchema = z.strictObject({
  model_id: idFromPath,
  format: z.enum(['safetensors', 'onnx']).default('safetensors'),
});
/** A file to be sent: where it lies and what it is called at the receiver's end. */
export const fileDownloadSchema = z.object({
  path: z.string(),
  filename: z.string(),
  content_type: z.string(),
});
export type FileDownload = z.infer<typeof fileDownloadSchema>;
