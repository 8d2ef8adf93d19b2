/** States and rows as plain arrays, which pass between a test and a page. */
import type { PreparedRows, TrainingState, Weights } from '../../../src/learning/engines/engine.ts';

export type PlainWeights = readonly (readonly [
  name: string,
  shape: readonly number[],
  values: readonly number[],
])[];

export interface PlainState {
  readonly weights: PlainWeights;
  readonly firstMoments: PlainWeights;
  readonly secondMoments: PlainWeights;
  readonly step: number;
}

export interface PlainRows {
  readonly rowCount: number;
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  readonly mask: readonly number[];
  readonly cellStart: readonly number[];
}

export const plainWeights = (weights: Weights): PlainWeights =>
  [...weights].map(([name, { shape, values }]) => [name, shape, [...values]] as const);

export const weightsFromPlain = (weights: PlainWeights): Weights =>
  new Map(weights.map(([name, shape, values]) => [name, { shape, values: Float64Array.from(values) }]));

export const plainState = (state: TrainingState): PlainState => ({
  weights: plainWeights(state.weights),
  firstMoments: plainWeights(state.firstMoments),
  secondMoments: plainWeights(state.secondMoments),
  step: state.step,
});

export const stateFromPlain = (state: PlainState): TrainingState => ({
  weights: weightsFromPlain(state.weights),
  firstMoments: weightsFromPlain(state.firstMoments),
  secondMoments: weightsFromPlain(state.secondMoments),
  step: state.step,
});

export const plainRows = (rows: PreparedRows): PlainRows => ({
  rowCount: rows.rowCount,
  inputs: [...rows.inputs],
  targets: [...rows.targets],
  mask: [...rows.mask],
  cellStart: [...rows.cellStart],
});

export const rowsFromPlain = (rows: PlainRows): PreparedRows => ({
  rowCount: rows.rowCount,
  inputs: Float64Array.from(rows.inputs),
  targets: Float64Array.from(rows.targets),
  mask: Float64Array.from(rows.mask),
  cellStart: Int32Array.from(rows.cellStart),
});
