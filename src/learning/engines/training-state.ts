import type { TrainingState, Weights } from './engine.ts';

/** Where a training starts: these weights, and an optimiser that has gathered nothing. */
export const initialState = (weights: Weights): TrainingState => ({
  weights,
  firstMoments: new Map(),
  secondMoments: new Map(),
  step: 0,
});
