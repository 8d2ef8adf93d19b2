/** Training jobs as the API shows them. The first ten keys are the user's own document; the rest follows after them. */
import { z } from 'zod';
import { evaluationSchema } from './evaluation.ts';
import {
  algorithmSchema,
  type HyperparamsSchemaOf,
  hyperparamsSchemaOf,
  namesOf,
  unionByAlgorithm,
} from './hyperparams.ts';
import type { MethodTable } from './methods/define-method.ts';
import { methods } from './methods/index.ts';
import { nameSchema, onlyPlain } from './plain-text.ts';
import { idFromPath, idSchema, pageMetaSchema, pageQuery, timestampSchema } from './pagination.ts';
import { mostEpochs } from './loop-hyperparams.ts';
import { describedSeries, type SeriesTable, seriesTable } from './series.ts';

export const jobStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'stopped']);
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const trainingJobSchema = z.object({
  id: idSchema,
  status: jobStatusSchema,
  algorithm: algorithmSchema,
  progress: z.number().min(0).max(1).describe('current_epoch / total_epochs; 1 once succeeded'),
  current_epoch: z.int().min(0),
  total_epochs: z.int().min(1),
  created_at: timestampSchema,
  started_at: timestampSchema.nullable(),
  finished_at: timestampSchema.nullable(),
  model_id: idSchema
    .nullable()
    .describe('The model it left; null unless succeeded, or once the model is deleted'),
});
export type TrainingJob = z.infer<typeof trainingJobSchema>;

/** What ended a training that succeeded. */
export const endedBySchema = z.enum(['epochs', 'patience', 'choice']);

/**
 * What a job's row holds besides the documented keys and those of its status, a column each: another fact of a job is a
 * line here, a migration, and whoever knows it.
 */
export const jobFactsSchema = z.object({
  hyperparams: z.record(z.string(), z.unknown()).describe('Complete: the given ones and the defaults'),
  model_name: z.string().nullable(),
  device: z.string().nullable().describe('Where it trains, as the trainer reports it'),
  current_loss: z.number().nullable().describe('Training loss of the newest epoch'),
  evaluation: evaluationSchema
    .nullable()
    .describe('Split, leakage and references; null until the trainer has read its cells'),
  cell_count: z.int().min(1).describe('Batteries it trains on'),
  best_val_loss: z
    .number()
    .nullable()
    .describe('Lowest validation loss of its epochs; with folds, of the mean over the runs'),
  soh_error: z
    .number()
    .nullable()
    .describe(
      'SoH error of its model on the validation rows: MAPE in percent; with folds the mean over the runs',
    ),
  soh_error_deviation: z.number().nullable().describe('Over the runs; null with a single run'),
  rul_error: z
    .number()
    .nullable()
    .describe(
      'RUL error of its model on the validation rows: MAE in cycles; with folds the mean over the runs',
    ),
  rul_error_deviation: z.number().nullable().describe('Over the runs; null with a single run'),
  ridge_soh_error: z
    .number()
    .nullable()
    .describe('What ridge regression reached where soh_error was measured; percent'),
  priority: z.int().describe('Of those that wait the highest start first'),
  extends_job_id: idSchema
    .nullable()
    .describe('The job whose training this one goes on with, as if both had been one; null: none'),
  ended_by: endedBySchema
    .nullable()
    .describe(
      'What ended its training: all its `epochs`, early_stopping_`patience`, or `choice` (finish); null unless succeeded',
    ),
});
export type JobFacts = z.infer<typeof jobFactsSchema>;

export const trainingJobDetailSchema = trainingJobSchema.extend({
  battery_ids: z.array(idSchema),
  ...jobFactsSchema.shape,
  held: z.boolean().describe('Paused: it waits, `queued`, with all it has come to, until it is resumed'),
  resumed_epoch: z.int().describe('The epoch after which its latest start went on; 0: from the beginning'),
  error_message: z.string().nullable().describe('Why it failed, in words; also in its log at level ERROR'),
  eta_seconds: z.number().nullable().describe('Seconds left at the pace so far'),
  duration_seconds: z.number().nullable().describe('Seconds since its start, to its end where it has ended'),
  queue_position: z
    .int()
    .nullable()
    .describe('1: the next to start; null unless queued, and where it is held'),
  waiting_reason: z.string().nullable().describe('What it waits for, in words; null unless queued'),
});
export type TrainingJobDetail = z.infer<typeof trainingJobDetailSchema>;

const commonToCreate = {
  battery_ids: z
    .array(idSchema)
    .min(1, 'must contain at least 1 item')
    .max(1000, 'must contain at most 1000 items')
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice')
    .describe('Battery datasets to train on'),
  model_name: nameSchema.nullable().default(null).describe('Custom model name'),
};

type CreateOption<T extends MethodTable> = {
  readonly [N in keyof T]: z.ZodObject<
    typeof commonToCreate & {
      algorithm: z.ZodLiteral<N & string>;
      hyperparams: z.ZodPrefault<HyperparamsSchemaOf<T, N>>;
    },
    z.core.$strict
  >;
}[keyof T];

/** Nothing given means every default; what is given is checked against the algorithm's own table. */
export const createTrainingJobSchemaOf = <T extends MethodTable>(table: T) =>
  unionByAlgorithm<CreateOption<T>>(
    namesOf(table).map((name) =>
      z.strictObject({
        algorithm: z.literal(name),
        hyperparams: hyperparamsSchemaOf<MethodTable, string>(table, name).prefault({}),
        ...commonToCreate,
      }),
    ),
  );

export const createTrainingJobSchema = createTrainingJobSchemaOf(methods);
export type CreateTrainingJob = z.infer<typeof createTrainingJobSchema>;

/** A place in the queue. */
export const jobPlaceShape = {
  priority: z.int().min(-1000).max(1000).optional().describe('0 unless said otherwise'),
  before: idSchema
    .optional()
    .describe('The waiting job that it shall stand right before, with that one’s priority'),
  to: z.enum(['top', 'end']).optional().describe('Before all, or behind all that wait'),
};

export const updateTrainingJobSchema = z
  .strictObject({
    job_id: idFromPath,
    ...jobPlaceShape,
  })
  .refine(
    ({ priority, before, to }) => [priority, before, to].filter((one) => one !== undefined).length === 1,
    {
      path: ['before'],
      error: 'say one of priority, before and to',
    },
  );

const batchActionSchema = z.enum(['stop', 'finish', 'pause', 'resume', 'delete']);

export const batchTrainingJobsSchema = z.strictObject({
  action: batchActionSchema,
  ids: z.array(idSchema).min(1).max(10_000).describe('The jobs, in the order in which it is done'),
});
export const batchAnswerSchema = z.object({
  done: z.int().describe('For how many it was done'),
  refused: z
    .array(z.object({ job_id: idSchema, code: z.string(), message: z.string() }))
    .describe('Of the others why not, each'),
});

export const extendTrainingJobSchema = z.strictObject({
  job_id: idFromPath,
  epochs: z.int().min(1).max(mostEpochs).describe('How many more, after the last one that it did'),
});

export const jobIdSchema = z.strictObject({ job_id: idFromPath });

export const logLevelSchema = z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR']);
export type LogLevel = z.infer<typeof logLevelSchema>;

export const logLineSchema = z.object({
  timestamp: timestampSchema,
  level: logLevelSchema,
  message: z.string(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const getTrainingLogsSchema = z.strictObject({
  job_id: idFromPath,
  ...pageQuery(50),
  level: logLevelSchema.optional().describe('Only lines of this level'),
  after: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Only lines later than this time: the first such line and all behind it'),
  search: z
    .string()
    .min(1)
    .max(200)
    .superRefine(onlyPlain)
    .optional()
    .describe('Part of the message; capitals do not matter'),
});
export const trainingLogsSchema = z.object({ logs: z.array(logLineSchema), meta: pageMetaSchema });

export const lossTermsSchema = z
  .record(z.string(), z.number().nullable())
  .describe('Further losses and errors of the epoch by name, e.g. data_loss, physics_f_loss');

const numbersByEpoch = z.array(z.number().nullable());
const documentedMetrics = { train_loss: numbersByEpoch, val_loss: numbersByEpoch, epochs: z.array(z.int()) };

/** Equally long arrays; `null` where a number does not exist. Further series by name, those that the job has. */
export const trainingMetricsSchemaOf = (table: SeriesTable) => {
  const further = describedSeries(table)
    .filter(([name]) => !(name in documentedMetrics))
    .map(([name, description]) => [name, numbersByEpoch.optional().describe(description)]);
  // By their names they are no more than what the catchall says of any series.
  const shape = { ...documentedMetrics, ...Object.fromEntries(further) } as typeof documentedMetrics;
  return z.object(shape).catchall(numbersByEpoch);
};

export const trainingMetricsSchema = trainingMetricsSchemaOf(seriesTable);
export type TrainingMetrics = z.infer<typeof trainingMetricsSchema>;
