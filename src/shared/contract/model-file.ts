/**
 * What model.safetensors says about itself, each key one string of the file's metadata (text as it is, the rest as
 * JSON): all that is needed to predict with it and to train it again. Tensors: the weights by name, and
 * `scaler.input_mean`, `scaler.input_deviation` [inputs], `scaler.target_mean`, `scaler.target_deviation` [targets].
 */
import { z } from 'zod';
import { evaluationSchema } from './evaluation.ts';
import { algorithmChoiceSchema } from './hyperparams.ts';
import { specCellSchema } from './job-spec.ts';
import { modelMetricsSchema } from './model.ts';

/** What a network predicts, in the order of its outputs. */
const targetNameSchema = z.enum(['soh', 'rul']);
export type TargetName = z.infer<typeof targetNameSchema>;

/** Whether a model may be asked about inputs: by their distance from those of the training cells. */
export const applicabilitySchema = z
  .enum(['usual', 'unusual', 'foreign'])
  .describe(
    'usual: within 1.5 times the distance at which a cell left out of the training lies, in the middle; unusual: further ' +
      'out, with a wider interval; foreign: beyond 4 times, with no interval and no confidence',
  );
export type Applicability = z.infer<typeof applicabilitySchema>;

export const modelDescriptionSchema = z
  .object({
    format: z.literal('cellwright-model-1'),
    program_version: z.string(),
    engine: z.string().describe('Engine and build that trained it'),
    hidden_width: z.int().min(1).describe('Width of the tanh layers of the methods that have them'),
    features: z.array(z.string()).describe('Inputs in this order; the cycle index follows as the last input'),
    targets: z.array(targetNameSchema).min(1),
    input_limit: z.number().gt(0).describe('Standardised inputs are kept within plus and minus this'),
    cells: z.array(specCellSchema).min(1).describe('Every cell of the job with the hash of its data'),
    metrics: modelMetricsSchema,
    evaluation: evaluationSchema.nullable().default(null),
    references: z
      .object({
        mean: z.array(z.number().nullable()).describe('By target, physical units'),
        ridge: z
          .array(z.object({ weights: z.array(z.number()), intercept: z.number() }).nullable())
          .describe('By target; standardised inputs in, standardised target out'),
      })
      .nullable()
      .default(null)
      .describe('What stood beside the model, so that it can stand beside it on other cells'),
    applicability: z
      .object({
        factor: z.array(z.number()).describe('Lower triangle of the Cholesky factor, row by row'),
        typical_distance: z.number().gt(0).describe('At which a left-out cell lies, in the middle'),
        cells: z.int().describe('Left-out cells behind it'),
      })
      .nullable()
      .default(null)
      .describe('How far inputs lie outside; null: not measured, by an older version'),
  })
  .and(algorithmChoiceSchema);
export type ModelDescription = z.infer<typeof modelDescriptionSchema>;
