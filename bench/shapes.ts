/** The shapes that are measured: a network, a batch, and how both look to each contestant. */
import {
  type Algorithm,
  algorithmChoiceSchema,
  algorithmSchema,
} from '../src/shared/contract/hyperparams.ts';
import { methods } from '../src/shared/contract/methods/index.ts';
import type { NetworkPlan } from '../src/learning/engines/engine.ts';

export const algorithms: readonly Algorithm[] = algorithmSchema.options;

export interface Shape {
  readonly algorithm: Algorithm;
  readonly batch: number;
  /** Hidden width: of the tanh layers, or of either direction of the LSTM. */
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly window: number;
}

/** 16 features and the cycle index in, SoH and RUL out, batch 32, 64 wide, window 30. */
export function standardShape(algorithm: Algorithm): Shape {
  return { algorithm, batch: 32, width: 64, inputs: 17, outputs: 2, window: 30 };
}

/** The standard shape over the batches and widths of the table, widths within batches. */
export function tableShapes(algorithm: Algorithm): readonly Shape[] {
  return [16, 32, 128, 1024].flatMap((batch) =>
    [32, 64, 256].map((width) => ({ ...standardShape(algorithm), batch, width })),
  );
}

export function planOf(shape: Shape): NetworkPlan {
  const own = Object.keys(methods[shape.algorithm].hyperparams);
  const sizes = Object.entries({ hidden_size: shape.width, window: shape.window });
  const ofAlgorithm = Object.fromEntries(sizes.filter(([name]) => own.includes(name)));
  const choice = algorithmChoiceSchema.parse({
    algorithm: shape.algorithm,
    hyperparams: { batch_size: shape.batch, ...ofAlgorithm },
  });
  return { choice, inputWidth: shape.inputs, outputWidth: shape.outputs, hiddenWidth: shape.width };
}
