/** The commands that use models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { createPrediction, type PredictionParts } from './create-prediction.ts';
import { evaluateModel, type EvaluationParts } from './evaluate-model.ts';

export const predictionCommands = (
  parts: PredictionParts & EvaluationParts,
): Pick<Handlers, 'create-prediction' | 'evaluate-model'> => ({
  'create-prediction': createPrediction(parts),
  'evaluate-model': evaluateModel(parts),
});
