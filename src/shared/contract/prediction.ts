/** Using a model: one answer for a cell as it is now, and whole curves beside what was measured. */
import { z } from 'zod';
import { errorEnvelopeSchema } from './errors.ts';
import { leakageSchema, referenceErrorsSchema } from './evaluation.ts';
import { applicabilitySchema } from './model-file.ts';
import { algorithmSchema } from './hyperparams.ts';
import { idFromPath, idSchema, listOf, pageQuery, timestampSchema } from './pagination.ts';

/**
 * Numbers and nulls, checked in one loop: element by element zod takes 20 ms for a body of 1 MB, and half a second where
 * all are wrong.
 */
const columnOf = (description: string): z.ZodType<readonly (number | null)[]> =>
  z
    .unknown()
    .superRefine((values, context) => {
      const refuse = (message: string, path: number[] = []) =>
        context.addIssue({ code: 'custom', path, message });
      if (!Array.isArray(values)) {
        refuse('must be a list');
        return;
      }
      const wrong = values.findIndex((value) => value !== null && !Number.isFinite(value));
      if (wrong !== -1) refuse('must be a number or null', [wrong]);
    })
    .meta({ type: 'array', items: { type: ['number', 'null'] }, description }) as z.ZodType<
    readonly (number | null)[]
  >;

/** The same for numbers by name. */
const numbersByNameSchema = z
  .unknown()
  .superRefine((numbers, context) => {
    if (typeof numbers !== 'object' || numbers === null || Array.isArray(numbers)) {
      context.addIssue({ code: 'custom', message: 'must be an object', path: [] });
      return;
    }
    const wrong = Object.entries(numbers).find(([, value]) => value !== null && !Number.isFinite(value));
    if (wrong) context.addIssue({ code: 'custom', message: 'must be a number', path: [wrong[0]] });
  })
  .meta({
    type: 'object',
    additionalProperties: { type: ['number', 'null'] },
    description: 'Value of each feature; null where it is missing',
  }) as z.ZodType<Readonly<Record<string, number | null>>>;

/**
 * One cycle: its features by name, or the curve of its charge from which they are computed (arrays of one length; `time`
 * in s, charge current in either sign).
 */
const cycleDataSchema = z
  .strictObject({
    cycle_index: z.int().min(0).optional().describe('The cycle’s number; the model was trained with it'),
    features: numbersByNameSchema.optional(),
    time: columnOf('s').optional(),
    voltage: columnOf('V').optional(),
    current: columnOf('A').optional(),
    temperature: columnOf('degrees Celsius').optional(),
  })
  .superRefine((cycle, context) => {
    const lengths = (['time', 'voltage', 'current', 'temperature'] as const).flatMap((name) => {
      const column = cycle[name];
      return Array.isArray(column) ? [{ name, length: column.length }] : [];
    });
    const [first] = lengths;
    for (const { name, length } of lengths) {
      if (first === undefined || length === first.length) continue;
      const message = `must be as long as ${first.name}: ${first.length} values, found ${length}`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
    if (cycle.features !== undefined) return;
    if (lengths.length === 0) {
      const message = 'must have features, or time, voltage and current of its charge';
      context.addIssue({ code: 'custom', path: [], message });
      return;
    }
    for (const name of ['time', 'voltage', 'current'] as const) {
      if (cycle[name] !== undefined) continue;
      const message = 'is required: features are computed from time, voltage and current';
      context.addIssue({ code: 'custom', path: [name], message });
    }
  });
export type CycleData = z.infer<typeof cycleDataSchema>;

export const createPredictionSchema = z.strictObject({
  algorithm: algorithmSchema,
  model_id: idSchema.optional().describe('The newest model of the algorithm where not given'),
  battery_id: idSchema
    .optional()
    .describe('Its last cycle, with the cycles before it where the model looks back'),
  cycle_data: z
    .union([cycleDataSchema, z.array(cycleDataSchema).min(1).max(10_000)])
    .optional()
    .describe('One cycle, or consecutive cycles of one cell, oldest first: the answer is for the last'),
});
export type CreatePrediction = z.infer<typeof createPredictionSchema>;

const rangeSchema = z.tuple([z.number(), z.number()]).describe('Lowest and highest value');

export const predictionSchema = z.object({
  id: idSchema,
  algorithm: algorithmSchema,
  model_id: idSchema,
  battery_id: idSchema.nullable(),
  cycle_index: z.int().nullable().describe('The cycle the answer is for'),
  result: z.object({
    soh: z.number().nullable().describe('Fraction of nominal capacity; a fresh cell may lie above 1'),
    rul: z.number().nullable().describe('Cycles; null where the model knows none, warnings say why'),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe(
        'Of answers with confidence c about cells never seen, a share c lies within 0.02 of the true SoH: measured in ' +
          'docs/results.md. From the errors on held-out cells and how far cells differ in them, less where the inputs are ' +
          'unusual; null where it was not measured and for a foreign cell',
      ),
    soh_interval: rangeSchema
      .nullable()
      .describe(
        'Holds 90 % of the rows of a cell never seen, from the errors on held-out cells; null when foreign',
      ),
    rul_interval: rangeSchema.nullable().describe('90 %, the same in cycles'),
    applicability: applicabilitySchema
      .nullable()
      .default(null)
      .describe('usual, unusual or foreign to the model; null: not measured, by a model of an older version'),
    nominal_capacity: z
      .number()
      .nullable()
      .default(null)
      .describe(
        'Ah that soh is a fraction of: the battery’s; null where that is not one number, or not recorded',
      ),
    rul_ends_at: z
      .number()
      .nullable()
      .default(null)
      .describe('SoH at which rul ends; null where no rul is answered, or not recorded'),
  }),
  warnings: z
    .array(z.string())
    .describe(
      'Missing or unusual inputs by name, an interval that is a guess, a target that is unknown or cannot be answered in ' +
        'the labels of this battery (its nominal capacity, end of life or capacity_from is another than in training)',
    ),
  created_at: timestampSchema,
});
export type Prediction = z.infer<typeof predictionSchema>;

/** Requests are checked one by one, so that a bad one fails alone. */
export const createPredictionsSchema = z.strictObject({
  requests: z
    .array(z.unknown().describe('Like the body of POST /predictions'))
    .min(1, 'must contain at least 1 item')
    .max(50),
});
export const predictionResultsSchema = z.object({
  results: z
    .array(z.union([predictionSchema, errorEnvelopeSchema]))
    .describe('In the order of the requests: the prediction, or the error it failed with alone'),
});

export const listPredictionsSchema = z.strictObject({
  ...pageQuery(20),
  algorithm: algorithmSchema.optional(),
  model_id: idFromPath.optional(),
  battery_id: idFromPath.optional(),
});
export const predictionListSchema = listOf(predictionSchema);

/** One model on one set of rows, in the names of the API. */
const evaluatedErrorsSchema = z.object({
  rows: z.int(),
  soh_mape: z.number().nullable().describe('Percent'),
  soh_mae: z.number().nullable(),
  soh_rmse: z.number().nullable(),
  soh_r2: z.number().nullable(),
  rul_mape: z.number().nullable().describe('Percent'),
  rul_mae: z.number().nullable().describe('Cycles'),
  rul_rmse: z.number().nullable().describe('Cycles'),
  rul_r2: z.number().nullable(),
  coverage: z.number().nullable().describe('Share of rows whose true SoH lies within the interval'),
  rul_coverage: z.number().nullable(),
});
export type EvaluatedErrors = z.infer<typeof evaluatedErrorsSchema>;

const curveSchema = z.array(z.number().nullable());

const evaluatedCellFactsSchema = z.object({
  battery_id: idSchema,
  name: z.string(),
  rul_ends_at: z.number().nullable().default(null).describe('SoH at which its predicted RUL ends'),
  applicability: applicabilitySchema.nullable().default(null).describe('Of its rows, the middle one'),
  metrics: evaluatedErrorsSchema,
  references: z.array(referenceErrorsSchema),
});

/** Per row of the cell, in the order of its cycles. */
export const evaluatedCellSchema = evaluatedCellFactsSchema.extend({
  cycles: z.array(z.int()),
  soh_true: curveSchema,
  soh_predicted: curveSchema,
  soh_low: curveSchema.describe('90 % interval'),
  soh_high: curveSchema,
  rul_true: curveSchema,
  rul_predicted: curveSchema,
  rul_low: curveSchema,
  rul_high: curveSchema,
  warnings: z.array(z.string()),
});
export type EvaluatedCell = z.infer<typeof evaluatedCellSchema>;

const evaluationFactsSchema = z.object({
  id: idSchema,
  model_id: idSchema,
  battery_ids: z.array(idSchema),
  created_at: timestampSchema,
  leakage: z.array(leakageSchema).describe('Cells the model was trained or selected on'),
  mean: evaluatedErrorsSchema.describe('Mean over cells, each counting the same'),
  pooled: evaluatedErrorsSchema.describe('Over all rows'),
  verdict: z.array(z.string()).describe('In words, such as: ridge is better on 2 of 3 cells'),
});

/** The history's form, without the curves. */
export const modelEvaluationSummarySchema = evaluationFactsSchema.extend({
  cells: z.array(evaluatedCellFactsSchema),
});
export type ModelEvaluationSummary = z.infer<typeof modelEvaluationSummarySchema>;
export const modelEvaluationSchema = evaluationFactsSchema.extend({ cells: z.array(evaluatedCellSchema) });
export type ModelEvaluation = z.infer<typeof modelEvaluationSchema>;

/** Without the number that only its row gives it. */
export const evaluationSummaryContentSchema = modelEvaluationSummarySchema.omit({ id: true });
export type EvaluationSummaryContent = z.infer<typeof evaluationSummaryContentSchema>;

export const createModelEvaluationSchema = z.strictObject({
  model_id: idFromPath,
  battery_ids: z
    .array(idSchema)
    .min(1, 'must contain at least 1 item')
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice'),
});
export const listModelEvaluationsSchema = z.strictObject({ model_id: idFromPath, ...pageQuery(20) });
export const modelEvaluationListSchema = listOf(modelEvaluationSummarySchema);
export const modelEvaluationIdSchema = z.strictObject({ model_id: idFromPath, evaluation_id: idFromPath });
