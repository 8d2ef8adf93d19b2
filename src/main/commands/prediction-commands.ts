/** The commands that use models, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { createPrediction, type PredictionParts } from './create-prediction.ts';
import { evaluateModel, type EvaluationParts } from './evaluate-model.ts';
import { evaluateModels } from './evaluate-models.ts';

export const predictionCommands = (
  parts: PredictionParts & EvaluationParts,
): Pick<Handlers, 'create-prediction' | 'evaluate-model' | 'evaluate-models'> => ({
  'create-prediction': createPrediction(parts),
  'evaluate-model': evaluateModel(parts),
  'evaluate-models': evaluateModels({ ...parts, evaluate: evaluateModel(parts) }),
});
