/** The ways to make trainings of one job. Another one is a file beside these and a row here. */
import type { RunPlanFacts } from './define-run-plan.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { repeatedSeeds } from './repeated-seeds.ts';
import { single } from './single.ts';

/** With several trainings, in the order in which they are offered. */
export const severalRuns = {
  leave_one_battery_out: leaveOneOut,
  repeated_seeds: repeatedSeeds,
} as const satisfies Readonly<Record<string, RunPlanFacts>>;

export const runPlans = { single, ...severalRuns };
export type RunPlanName = keyof typeof runPlans;
