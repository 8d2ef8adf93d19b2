/** The hyperparameter `folds`: what the plans with several trainings take, and null for one training. */
import { z } from 'zod';
import type { RunPlanTable } from './run-plans/define-run-plan.ts';
import { runPlans, severalRuns } from './run-plans/index.ts';

type Folds<T extends RunPlanTable> = z.output<T[keyof T]['folds']>;

export const foldsSchemaOf = <T extends RunPlanTable>(several: T) => {
  const plans = Object.values(several);
  // What a plan takes is more than the type of a list of plans can say.
  const wishes = plans.map(({ folds }) => folds) as readonly z.ZodType<Folds<T>, Folds<T>>[];
  const sentences = plans.map(({ sentence }) => sentence).join('; ');
  return z
    .union(wishes)
    .nullable()
    .default(null)
    .describe(`Several trainings in one job: ${sentences}; ${runPlans.single.sentence}`);
};

export const foldsSchema = foldsSchemaOf(severalRuns);
