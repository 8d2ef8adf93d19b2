/** The clear version of all three algorithms behind one name: what fast engines and other implementations are held to. */
import type { NetworkPlan, PreparedRows, Weights } from '../engines/engine.ts';
import { baselineLossAndGradients, predictDense } from './baseline/baseline.ts';
import { gatherBatch, gatherWindows } from './batch.ts';
import { bilstmLossAndGradients, predictBilstm } from './bilstm/bilstm.ts';
import { deephpmLossAndGradients } from './deephpm/deephpm.ts';
import type { LossAndGradients } from './gradients.ts';

/** Loss of the named rows and its gradient with respect to every weight; changes nothing. */
export function lossAndGradients(
  plan: NetworkPlan,
  weights: Weights,
  rows: PreparedRows,
  rowIndices: Int32Array,
): LossAndGradients {
  const { choice } = plan;
  const batch = gatherBatch(rows, rowIndices);
  switch (choice.algorithm) {
    case 'baseline':
      return baselineLossAndGradients(weights, batch);
    case 'bilstm':
      return bilstmLossAndGradients(
        weights,
        batch,
        gatherWindows(rows, rowIndices, choice.hyperparams.window),
      );
    case 'deephpm':
      return deephpmLossAndGradients(weights, batch, choice.hyperparams.physics_weight);
  }
}

/** Predictions [B, O] of the named rows, standardised. */
export function predictRows(
  plan: NetworkPlan,
  weights: Weights,
  rows: PreparedRows,
  rowIndices: Int32Array,
): Float64Array {
  const { choice } = plan;
  if (choice.algorithm !== 'bilstm') return predictDense(weights, gatherBatch(rows, rowIndices));
  const windows = gatherWindows(rows, rowIndices, choice.hyperparams.window);
  return predictBilstm(weights, windows, rowIndices.length);
}
