/** The reference version of every method behind one name: what fast engines and other implementations are held to. */
import { windowOf } from '../../shared/domain/method-facts.ts';
import type { NetworkPlan, PreparedRows, Weights } from '../engines/engine.ts';
import { gatherBatch } from './batch.ts';
import type { LossAndGradients } from './gradients.ts';
import { methodOf, planForMethod } from './index.ts';

/** Loss of the named rows and its gradient with respect to every weight; changes nothing. */
export function lossAndGradients(
  plan: NetworkPlan,
  weights: Weights,
  rows: PreparedRows,
  rowIndices: Int32Array,
): LossAndGradients {
  const batch = gatherBatch(rows, rowIndices, windowOf(plan.choice));
  return methodOf(plan.choice).lossAndGradients(planForMethod(plan), weights, batch);
}

/** Predictions [B, O] of the named rows, standardised. */
export function predictRows(
  plan: NetworkPlan,
  weights: Weights,
  rows: PreparedRows,
  rowIndices: Int32Array,
): Float64Array {
  const batch = gatherBatch(rows, rowIndices, windowOf(plan.choice));
  return methodOf(plan.choice).predict(planForMethod(plan), weights, batch);
}
