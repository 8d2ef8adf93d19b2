/** The trainer's part of each plan. Another one is a file beside these and a row here; its facts are in the contract. */
import type { RunPlanTable } from '../../../shared/contract/run-plans/define-run-plan.ts';
import type { RunPlanName } from '../../../shared/contract/run-plans/index.ts';
import { runPlanName } from '../../../shared/domain/run-plan-facts.ts';
import type { RunPlan } from '../run-plan.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { repeatedSeeds } from './repeated-seeds.ts';
import { single } from './single.ts';

export const runPlans = {
  single,
  leave_one_battery_out: leaveOneOut,
  repeated_seeds: repeatedSeeds,
} satisfies { readonly [N in RunPlanName]: RunPlan };

/** Tables of both sides, by the same names. */
export interface PlanTables {
  readonly facts?: RunPlanTable;
  readonly plans: Readonly<Record<string, RunPlan>>;
}

export function runPlanOf(
  { folds }: { readonly folds: unknown },
  { facts, plans }: PlanTables = { plans: runPlans },
): RunPlan {
  const name = runPlanName(folds, facts);
  const plan = plans[name];
  if (!plan) throw new RangeError(`the trainer has no plan "${name}"`);
  return plan;
}
