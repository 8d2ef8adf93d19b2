/**
 * The hyperparameters of the three algorithms: defaults as the API document states them, a range for each, and a
 * sentence. Keys beyond the documented ones are optional and leave the documented behaviour alone.
 */
import { z } from 'zod';
import { idSchema } from './pagination.ts';

const sharedHyperparams = {
  epochs: z.int().min(1).max(100_000).default(100).describe('Number of training epochs'),
  batch_size: z.int().min(1).max(65_536).default(32).describe('Rows per training step'),
  learning_rate: z.number().gt(0).max(1).default(0.001).describe('Learning rate of Adam'),
  seed: z
    .int()
    .min(0)
    .max(4_294_967_295)
    .default(1)
    .describe('Seed of initial weights, split and shuffling; same seed, data and engine: same weights'),
  validation_split: z
    .number()
    .gt(0)
    .max(0.9)
    .default(0.2)
    .describe(
      'Share of the cells (split_by battery) or of each cell’s last cycles (split_by cycle) that validates',
    ),
  split_by: z
    .enum(['battery', 'cycle'])
    .nullable()
    .default(null)
    .describe('What is held out for validation; null: battery when two or more are given, else cycle'),
  validation_battery_ids: z
    .array(idSchema)
    .min(1)
    .max(1000)
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice')
    .nullable()
    .default(null)
    .describe('The cells that validate, some of battery_ids; null: drawn with the seed'),
  early_stopping_patience: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .default(null)
    .describe('Stop after so many epochs without a better validation loss; null: never'),
  folds: z
    .union([z.literal('leave_one_battery_out'), z.int().min(2).max(50)])
    .nullable()
    .default(null)
    .describe(
      'Several trainings in one job: leave_one_battery_out leaves out each cell once, all with the same seed; ' +
        'a number k repeats one split, drawn with seed, with the seeds seed to seed + k - 1 for weights and shuffling; ' +
        'null: one training',
    ),
  device: z.enum(['auto', 'cpu']).default('auto').describe('Where to train; auto takes the fastest present'),
  threads: z
    .int()
    .min(1)
    .max(64)
    .nullable()
    .default(null)
    .describe('Threads of this job; null: chosen by what pays and what other jobs leave free'),
  reproducible: z
    .boolean()
    .default(false)
    .describe('True: the engine build that gives the same bits on every processor, a little slower'),
};

export const hyperparamsByAlgorithm = {
  baseline: z.strictObject(sharedHyperparams),
  bilstm: z.strictObject({
    ...sharedHyperparams,
    hidden_size: z.int().min(1).max(1024).default(64).describe('LSTM hidden layer size per direction'),
    window: z.int().min(1).max(512).default(30).describe('Consecutive cycles of one cell the network sees'),
  }),
  deephpm: z.strictObject({
    ...sharedHyperparams,
    physics_weight: z.number().min(0).max(1000).default(0.5).describe('Weight for physics loss term'),
  }),
} as const;

export const algorithmSchema = z.enum(['baseline', 'bilstm', 'deephpm']);
export type Algorithm = z.infer<typeof algorithmSchema>;

/** Which algorithm, with its hyperparameters complete: the pair that a job, its spec and its model carry. */
export const algorithmChoiceSchema = z.discriminatedUnion('algorithm', [
  z.object({ algorithm: z.literal('baseline'), hyperparams: hyperparamsByAlgorithm.baseline }),
  z.object({ algorithm: z.literal('bilstm'), hyperparams: hyperparamsByAlgorithm.bilstm }),
  z.object({ algorithm: z.literal('deephpm'), hyperparams: hyperparamsByAlgorithm.deephpm }),
]);
export type AlgorithmChoice = z.infer<typeof algorithmChoiceSchema>;
