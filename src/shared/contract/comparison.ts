/** Runs side by side: jobs and models in any number, what they were judged on, and how their settings differ. */
import { z } from 'zod';
import { errorCodes } from './errors.ts';
import { algorithmSchema } from './hyperparams.ts';
import { jobStatusSchema } from './job.ts';
import { idSchema, timestampSchema } from './pagination.ts';

/** More runs than anybody can tell apart. */
const mostRuns = 100;
const mostCells = 100;

const idsFromQuery = (most: number) =>
  z
    .union([z.string().max(1500), z.array(z.number())])
    .transform((value) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((text) => text.trim())
            .filter((text) => text !== '')
            .map(Number)
        : value,
    )
    .pipe(
      z
        .array(idSchema)
        .max(most, `must contain at most ${most} ids`)
        .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice'),
    );

export const compareRunsSchema = z
  .strictObject({
    jobs: idsFromQuery(mostRuns).default([]).describe('Ids of training jobs, separated by commas'),
    models: idsFromQuery(mostRuns).default([]).describe('Ids of models, separated by commas'),
    cells: idsFromQuery(mostCells)
      .default([])
      .describe(
        'Ids of batteries, separated by commas: every run is judged on these, by its newest evaluation of each; without ' +
          'any, each on its own validation cells',
      ),
  })
  .refine(({ jobs, models }) => jobs.length + models.length > 0, {
    path: ['jobs'],
    message: 'must name at least one job, or models at least one model',
  })
  .refine(({ jobs, models }) => jobs.length + models.length <= mostRuns, {
    path: ['jobs'],
    message: `must name at most ${mostRuns} runs together with models`,
  });

/** The figures that a run is judged by. */
export const comparedErrorsSchema = z.object({
  soh_rmse: z.number().nullable().describe('Fraction of nominal capacity; null for a job with folds'),
  soh_mae: z.number().nullable().describe('Fraction of nominal capacity'),
  soh_mape: z.number().nullable().describe('Percent'),
  rul_rmse: z.number().nullable().describe('Cycles; null for a job with folds'),
  rul_mae: z.number().nullable().describe('Cycles'),
});
export type ComparedErrors = z.infer<typeof comparedErrorsSchema>;
export type ComparedMetric = keyof ComparedErrors;

/** One series of the training, in one number. */
const curveFigureSchema = z.object({
  best: z.number().nullable().describe('In the epoch with the lowest validation loss'),
  last: z.number().nullable().describe('In the last epoch'),
  mean: z
    .number()
    .nullable()
    .describe('Mean over the last ten epochs, of which one lucky epoch is only a tenth'),
});

const comparedCurvesSchema = z.object({
  val_loss: curveFigureSchema,
  train_loss: curveFigureSchema,
  val_soh_mape: curveFigureSchema.describe('Percent'),
});
export type ComparedCurves = z.infer<typeof comparedCurvesSchema>;

export const comparedRunSchema = z.object({
  key: z.string().describe('job-12, or model-3 for a model that was named'),
  job_id: idSchema.nullable().describe('Null where the model’s job is gone'),
  model_id: idSchema.nullable().describe('Null unless the job left one that is still there'),
  name: z.string().nullable(),
  algorithm: algorithmSchema,
  status: jobStatusSchema.nullable().describe('Null where the model’s job is gone'),
  created_at: timestampSchema,
  trainings: z.int().describe('How many trainings it consists of; its figures are the mean over them'),
  best_epoch: z.int().nullable(),
  epochs: z.int().describe('Epochs that were run'),
  curves: comparedCurvesSchema,
  judged_on: z.array(idSchema).describe('The cells that its mean is over'),
  mean: comparedErrorsSchema.nullable().describe('Mean over those cells, each counting the same'),
  ridge_mean: comparedErrorsSchema.nullable().describe('The same of ridge regression on its training rows'),
  leakage: z.array(z.string()).describe('Why its figures may flatter, in words'),
});
export type ComparedRun = z.infer<typeof comparedRunSchema>;

const comparedResultSchema = z.object({
  errors: comparedErrorsSchema,
  ridge: comparedErrorsSchema.nullable(),
  seen: z
    .enum(['trained', 'selected'])
    .nullable()
    .describe('trained: the run learnt from this cell; selected: its best epoch was chosen by it'),
});
export type ComparedResult = z.infer<typeof comparedResultSchema>;

export const comparedCellSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  results: z
    .array(comparedResultSchema.nullable())
    .describe('In the order of the runs; null where a run was not judged on the cell'),
});
export type ComparedCell = z.infer<typeof comparedCellSchema>;

const namedCellSchema = z.object({ battery_id: idSchema, name: z.string() });

export const comparisonSchema = z.object({
  runs: z.array(comparedRunSchema).describe('Jobs as they were named, then models'),
  cells: z.array(comparedCellSchema),
  settings: z
    .array(z.object({ name: z.string(), values: z.array(z.unknown()).describe('In the order of the runs') }))
    .describe('Only those that differ between the runs'),
  same_cells: z.boolean().describe('False: the means are over different cells and cannot be compared'),
  unseen_cells: z
    .array(namedCellSchema)
    .describe('Cells that no run has learnt from or was chosen by, and that each model can read'),
  to_judge: z
    .array(z.object({ model_id: idSchema, battery_ids: z.array(idSchema) }))
    .describe('Models without an evaluation of a wanted cell since that cell was changed'),
  gone: z.array(z.string()).describe('What was named and is no longer there: "Training job 7"'),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const distinctIds = (most: number) =>
  z
    .array(idSchema)
    .min(1, 'must contain at least 1 item')
    .max(most, `must contain at most ${most} items`)
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice');

export const evaluateModelsSchema = z.strictObject({
  model_ids: distinctIds(mostRuns),
  battery_ids: distinctIds(mostCells),
});
const modelJudgementSchema = z.object({
  model_id: idSchema,
  evaluation_id: idSchema
    .nullable()
    .describe('The newest that was made; null where none was needed or possible'),
  error: z
    .object({ code: z.enum(errorCodes), message: z.string() })
    .nullable()
    .describe('Why this model could not be judged; the others are all the same'),
});
export type ModelJudgement = z.infer<typeof modelJudgementSchema>;
export const modelJudgementsSchema = z.object({
  results: z.array(modelJudgementSchema).describe('In the order of model_ids'),
});
