/**
 * What a method is to everything that trains, predicts or exports: its weights, the reference version of its mathematics,
 * and its network as a piece of an ONNX graph. Letters: B rows, I inputs, O targets, W cycles of a window.
 */
import type { NetworkPlan, Weights } from '../engines/engine.ts';
import type { GraphPart } from '../onnx/graph-parts.ts';
import type { Batch } from './batch.ts';
import type { LossAndGradients } from './gradients.ts';
import type { WeightStart } from './weight-starts.ts';

/** A plan whose hyperparameters are those of one method. */
export interface MethodPlan<H> extends Pick<NetworkPlan, 'inputWidth' | 'outputWidth' | 'hiddenWidth'> {
  readonly hyperparams: H;
}

export interface WeightSpec {
  readonly name: string;
  /** A weight is [inputs, outputs], y = x·W + b. */
  readonly shape: readonly number[];
  readonly start: WeightStart;
}

export interface Method<H> {
  /** In the order in which engines and model files keep them, and in which they draw from the stream of chance. */
  weights(plan: MethodPlan<H>): readonly WeightSpec[];
  /** Loss of a batch and the gradient of every weight; changes nothing. */
  lossAndGradients(plan: MethodPlan<H>, weights: Weights, batch: Batch): LossAndGradients;
  /** [B, O], standardised. */
  predict(plan: MethodPlan<H>, weights: Weights, batch: Batch): Float64Array;
  /** From standardised inputs, [rows, I] or [rows, W, I] where the method has a window, to [rows, O]. */
  onnx(plan: MethodPlan<H>, weights: Weights, input: string): GraphPart;
}
