import { z } from 'zod';
import { largestSeed } from '../seed.ts';
import { defineRunPlan } from './define-run-plan.ts';

const [fewest, most] = [2, 50];

export const repeatedSeeds = defineRunPlan({
  folds: z.int().min(fewest).max(most),
  sentence:
    'a number k repeats one split, drawn with seed, with the seeds seed to seed + k - 1 for weights and shuffling',
  label: 'repeat with other seeds',
  text: '5',
  counted: { label: 'Number of seeds', range: `${fewest} to ${most}` },
  runCount: (folds) => folds,
  hint: (runCount) =>
    `${runCount} trainings of the same split, each with the next seed; ${fewest} to ${most}`,
  whyNot: (folds, { hyperparams: { seed } }) =>
    seed + folds - 1 <= largestSeed
      ? null
      : `takes the seeds seed to seed + ${folds - 1}, which must not exceed ${largestSeed}`,
  lighter: 'fewer folds, fewer batteries',
  judgesEachCell: false,
  cellsTitle: (runCount) => `Each validation battery, mean ± standard deviation over ${runCount} seeds:`,
  title: (seeds) => `The same split with ${seeds}`,
  runNoun: 'seed',
});
