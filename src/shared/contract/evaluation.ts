/** What makes an error figure believable: what else would have reached it, what may flatter it, how sure it is. */
import { z } from 'zod';
import { idSchema } from './pagination.ts';
import { severalRuns } from './run-plans/index.ts';

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

export const referenceNameSchema = z
  .enum(['mean', 'linear_fade', 'ridge'])
  .describe(
    'mean: the training rows’ mean label. linear_fade: for each cell a line through its own first 30 rows with a known ' +
      'SoH (half of a shorter cell, its training rows when split by cycle), which the model does not see. ' +
      'ridge: ridge regression on the same inputs and training rows',
  );
export type ReferenceName = z.infer<typeof referenceNameSchema>;

/** A reference on the same rows as the model. */
export const referenceErrorsSchema = z.object({
  name: referenceNameSchema,
  soh: targetErrorsSchema,
  rul: targetErrorsSchema,
});
export type ReferenceErrors = z.infer<typeof referenceErrorsSchema>;

export const leakageSchema = z.object({
  code: z.enum([
    'split_by_cycle',
    'trained_on_validation_cell',
    'same_cell_twice',
    'scaler_beyond_training',
    'window_reaches_future',
    'feature_resembles_label',
  ]),
  message: z.string().describe('What it is and what it does to the figures, in words'),
});
export type Leakage = z.infer<typeof leakageSchema>;

/** Known before the first epoch, and the same for every epoch of the run. */
export const evaluationSchema = z.object({
  split_by: z.enum(['battery', 'cycle']),
  training_cells: z.array(idSchema),
  validation_cells: z.array(idSchema),
  test_cells: z.array(idSchema).default([]),
  leakage: z.array(leakageSchema).describe('Why the figures may flatter; empty where nothing was found'),
  references: z.array(
    z.object({
      name: referenceNameSchema,
      val_loss: z.number().nullable().describe('The model’s own validation loss, of this reference'),
      val_soh_mape: z.number().nullable().describe('Percent, pooled over the validation rows'),
    }),
  ),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Half the width of an interval that holds `level` of the rows of a further cell, from the errors on held-out cells. */
const targetIntervalSchema = z.object({
  half_width: z.number(),
  coverage: z
    .number()
    .nullable()
    .describe(
      'Share of rows inside, each held-out cell judged by the width that the others give; null with one cell',
    ),
  typical_error: z
    .number()
    .nullable()
    .default(null)
    .describe('What nine tenths of a held-out cell’s errors stay below, geometric mean over the cells'),
  spread: z
    .number()
    .nullable()
    .default(null)
    .describe('Deviation of the logarithm of the same for a further cell'),
  record: z
    .object({ cells: z.int(), rows: z.int(), rows_inside: z.int() })
    .nullable()
    .default(null)
    .describe('The track record on cells not trained on: rows, and how many of them were inside'),
});

export const intervalsSchema = z.object({
  level: z.number().describe('0.9'),
  cells: z.int().describe('Held-out cells behind them; with one the interval is a guess'),
  soh: targetIntervalSchema.nullable(),
  rul: targetIntervalSchema.nullable(),
  soh_within_2_percent: z
    .number()
    .nullable()
    .describe('Share of held-out rows whose SoH was predicted within 0.02, each cell counting the same'),
});
export type Intervals = z.infer<typeof intervalsSchema>;

const meanAndDeviationSchema = z.object({ mean: z.number().nullable(), deviation: z.number().nullable() });

/** Several trainings in one job: every cell left out once, or the same split with other seeds. */
export const foldsSummarySchema = z.object({
  kind: z.enum(Object.keys(severalRuns) as (keyof typeof severalRuns)[]),
  runs: z.array(
    z.object({
      seed: z.int(),
      validation_cells: z.array(idSchema),
      best_epoch: z.int(),
      val_loss: z.number().nullable(),
      val_soh_mape: z.number().nullable(),
      val_rul_mae: z.number().nullable(),
    }),
  ),
  kept_run: z.int().describe('Index of the run whose weights are the model: the median validation loss'),
  val_loss: meanAndDeviationSchema,
  val_soh_mape: meanAndDeviationSchema,
  val_rul_mae: meanAndDeviationSchema,
  cells: z.array(
    z.object({
      battery_id: idSchema,
      name: z.string(),
      runs: z.int().describe('Runs that left this cell out'),
      soh_mape: meanAndDeviationSchema,
      soh_mae: meanAndDeviationSchema,
      rul_mae: meanAndDeviationSchema,
      ridge_soh_mape: meanAndDeviationSchema,
    }),
  ),
});
export type FoldsSummary = z.infer<typeof foldsSummarySchema>;
