/** The rows of the table that use models: predictions, and evaluations on measured cells. */
import type { Operation } from './operation.ts';
import * as prediction from './prediction.ts';

export const modelEvaluationOperations = {
  'evaluate-model': {
    kind: 'command',
    changes: ['evaluations'],
    method: 'POST',
    path: '/models/{model_id}/evaluations',
    tag: 'Models',
    status: 201,
    summary: 'Predict every cycle of measured cells and compare: per cell, beside references, with intervals',
    input: prediction.createModelEvaluationSchema,
    output: prediction.modelEvaluationSchema,
    transfer: 'stored',
  },
  'list-model-evaluations': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}/evaluations',
    tag: 'Models',
    status: 200,
    summary: 'Evaluations of a model, newest first, without the curves',
    input: prediction.listModelEvaluationsSchema,
    output: prediction.modelEvaluationListSchema,
  },
  'get-model-evaluation': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}/evaluations/{evaluation_id}',
    tag: 'Models',
    status: 200,
    summary: 'One evaluation with its curves',
    input: prediction.modelEvaluationIdSchema,
    output: prediction.modelEvaluationSchema,
    transfer: 'stored',
  },
} as const satisfies Record<string, Operation>;

export const predictionOperations = {
  'list-predictions': {
    kind: 'query',
    method: 'GET',
    path: '/predictions',
    tag: 'Predictions',
    status: 200,
    summary: 'Predictions that were made, newest first',
    input: prediction.listPredictionsSchema,
    output: prediction.predictionListSchema,
  },
  'create-prediction': {
    kind: 'command',
    changes: ['predictions'],
    method: 'POST',
    path: '/predictions',
    tag: 'Predictions',
    status: 201,
    summary: 'Predict SoH and RUL of a battery’s last cycle, or of a cycle that is sent along',
    input: prediction.createPredictionSchema,
    output: prediction.predictionSchema,
  },
  'create-predictions': {
    kind: 'command',
    method: 'POST',
    path: '/predictions/batch',
    tag: 'Predictions',
    status: 200,
    summary: 'Up to 50 predictions; a bad request fails alone, in its place',
    input: prediction.createPredictionsSchema,
    output: prediction.predictionResultsSchema,
    batchOf: 'create-prediction',
  },
} as const satisfies Record<string, Operation>;
