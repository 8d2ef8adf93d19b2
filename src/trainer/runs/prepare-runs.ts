/** The trainings that one job asks for, as its plan makes them. */
import type { MeasuredCell } from '../../learning/files/cell-arrays.ts';
import type { JobSpec } from '../../shared/contract/job-spec.ts';
import type { Pacer } from '../pacer.ts';
import { type PlanTables, runPlanOf } from './plans/index.ts';
import type { PreparedRun } from './prepared-run.ts';

/** Rejects with AppError when there is nothing to learn in one of them, and says in which. */
export async function prepareRuns(
  spec: JobSpec,
  measured: readonly MeasuredCell[],
  pacer: Pick<Pacer, 'pause'>,
  tables?: PlanTables,
): Promise<readonly PreparedRun[]> {
  return await runPlanOf(spec.hyperparams, tables).prepare(spec, measured, pacer);
}
