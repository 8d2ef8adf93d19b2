/**
 * The hyperparameters of the training loop, which every algorithm has: defaults as the API document states them, a range
 * for each, and a sentence. Keys beyond the documented ones are optional and leave the documented behaviour alone.
 */
import { z } from 'zod';
import { deviceSchemaOf, engines } from './engines.ts';
import { foldsSchema } from './folds.ts';
import { idSchema } from './pagination.ts';
import { largestSeed } from './seed.ts';

export const mostEpochs = 100_000;

/** Null: none are named. */
const cellsByName = z
  .array(idSchema)
  .min(1)
  .max(1000)
  .refine((ids) => new Set(ids).size === ids.length, 'must not contain the same id twice')
  .nullable()
  .default(null);

export const loopHyperparams = {
  epochs: z.int().min(1).max(mostEpochs).default(100).describe('Number of training epochs'),
  batch_size: z.int().min(1).max(65_536).default(32).describe('Rows per training step'),
  learning_rate: z.number().gt(0).max(1).default(0.001).describe('Learning rate of Adam'),
  seed: z
    .int()
    .min(0)
    .max(largestSeed)
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
  validation_battery_ids: cellsByName.describe(
    'The cells that validate, some of battery_ids; null: drawn with the seed',
  ),
  test_split: z
    .number()
    .min(0)
    .max(0.8)
    .default(0)
    .describe(
      'Share of the cells that test: they neither train nor choose the epoch, and the headline errors are measured on them; 0: none',
    ),
  test_battery_ids: cellsByName.describe(
    'The cells that test, some of battery_ids; null: test_split of them, drawn with the seed',
  ),
  early_stopping_patience: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .default(null)
    .describe('Stop after so many epochs without a better validation loss; null: never'),
  folds: foldsSchema,
  device: deviceSchemaOf(engines).default('auto').describe('Where to train; auto takes the fastest present'),
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

/** Which of them the form shows before it is unfolded: those of the API document, and the runs. */
export const loopHyperparamsShownFirst: readonly (keyof typeof loopHyperparams)[] = [
  'epochs',
  'batch_size',
  'learning_rate',
  'folds',
];

/** Which of them a smaller value of takes less memory. */
export const loopMemoryKnobs = ['batch_size'] as const satisfies readonly (keyof typeof loopHyperparams)[];
