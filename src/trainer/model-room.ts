/** How much room the model of a job will take, known before it is trained; rather too much than too little. */
import { methodOf, planForMethod } from '../learning/methods/index.ts';
import type { Evaluation } from '../shared/contract/evaluation.ts';
import type { PreparedRun } from './runs/prepared-run.ts';

const bytesPerNumber = 8;
/** For names, shapes, the scaler, and what the validation comes to, one entry a cell. */
const [fixedBytes, bytesPerCell] = [64 * 1024, 4096];

/** Bytes. */
export function modelBytes(runs: readonly PreparedRun[], evaluations: readonly Evaluation[]): number {
  const weights = Math.max(0, ...runs.map(({ job }) => weightCount(job.plan)));
  const text = JSON.stringify(evaluations[0] ?? null).length + JSON.stringify(runs[0]?.job.spec).length;
  const cells = runs[0]?.job.spec.cells.length ?? 0;
  return weights * bytesPerNumber + text + fixedBytes + cells * bytesPerCell;
}

const weightCount = (plan: PreparedRun['job']['plan']): number =>
  methodOf(plan.choice)
    .weights(planForMethod(plan))
    .reduce((sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1), 0);
