/** The rows of the table that use models: predictions, and evaluations on measured cells. */
import * as example from './examples/model-examples.ts';
import { failsOfProcesses, type Operation } from './operation.ts';
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
    description:
      'Up to 100 batteries and 1,000,000 cycles at once. The errors of three references on the same rows stand beside the ' +
      'model’s own, and `leakage` names the cells that it was trained or selected on.',
    input: prediction.createModelEvaluationSchema,
    output: prediction.modelEvaluationSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT', 'INVALID_FILE_FORMAT', ...failsOfProcesses],
    refusal: 'The model cannot be evaluated on these batteries',
    example: { input: { model_id: 5, battery_ids: [7] }, output: example.evaluationExample },
    transfer: 'stored',
  },
  'list-model-evaluations': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}/evaluations',
    tag: 'Models',
    status: 200,
    summary: 'Evaluations of a model, newest first, without the curves',
    description: 'For the curves, ask for one of them.',
    input: prediction.listModelEvaluationsSchema,
    output: prediction.modelEvaluationListSchema,
    fails: ['RESOURCE_NOT_FOUND'],
    example: { input: { model_id: 5, page: 1, page_size: 20 }, output: example.evaluationListExample },
  },
  'get-model-evaluation': {
    kind: 'query',
    method: 'GET',
    path: '/models/{model_id}/evaluations/{evaluation_id}',
    tag: 'Models',
    status: 200,
    summary: 'One evaluation with its curves',
    description:
      'Per cell arrays of one length, in the order of its cycles; `null` where a number is unknown.',
    input: prediction.modelEvaluationIdSchema,
    output: prediction.modelEvaluationSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT'],
    example: { input: { model_id: 5, evaluation_id: 3 }, output: example.evaluationExample },
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
    description: 'The history: of all models and cells, of one algorithm, of one model, of one cell.',
    input: prediction.listPredictionsSchema,
    output: prediction.predictionListSchema,
    fails: [],
    example: { input: { page: 1, page_size: 20, battery_id: 7 }, output: example.predictionListExample },
  },
  'create-prediction': {
    kind: 'command',
    changes: ['predictions'],
    method: 'POST',
    path: '/predictions',
    tag: 'Predictions',
    status: 201,
    summary: 'Predict SoH and RUL of a battery’s last cycle, or of a cycle that is sent along',
    description:
      'Of a model of the algorithm, the newest unless `model_id` names one. What the model cannot know, such as a missing ' +
      'input, is said in `warnings`. With neither `battery_id` nor `cycle_data` it answers 400.',
    input: prediction.createPredictionSchema,
    output: prediction.predictionSchema,
    fails: ['RESOURCE_NOT_FOUND', 'CONFLICT', 'INVALID_FILE_FORMAT', ...failsOfProcesses],
    example: { input: { algorithm: 'bilstm', battery_id: 7 }, output: example.predictionExample },
  },
  'create-predictions': {
    kind: 'command',
    method: 'POST',
    path: '/predictions/batch',
    tag: 'Predictions',
    status: 200,
    summary: 'Up to 50 predictions; a bad request fails alone, in its place',
    description: 'Each is answered in its place: with the prediction, or with an error of its own.',
    input: prediction.createPredictionsSchema,
    output: prediction.predictionResultsSchema,
    fails: [],
    example: {
      input: {
        requests: [
          { algorithm: 'bilstm', battery_id: 7 },
          { algorithm: 'bilstm', battery_id: 99 },
        ],
      },
      output: example.predictionResultsExample,
    },
    batchOf: 'create-prediction',
  },
} as const satisfies Record<string, Operation>;
