/** Which plan a value of `folds` asks for. Pure. */
import type { RunPlanFacts, RunPlanTable } from '../contract/run-plans/define-run-plan.ts';
import { runPlans } from '../contract/run-plans/index.ts';

/** A value that came through the schema is one plan's. */
export function runPlanName(folds: unknown, table: RunPlanTable = runPlans): string {
  const name = Object.keys(table).find((one) => table[one]?.folds.safeParse(folds).success);
  if (name === undefined) throw new RangeError(`no plan takes folds ${String(folds)}`);
  return name;
}

export function runPlanFacts(folds: unknown, table: RunPlanTable = runPlans): RunPlanFacts {
  const name = runPlanName(folds, table);
  return table[name] ?? runPlans.single;
}
