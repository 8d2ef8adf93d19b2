/** The rows of the table that put runs side by side. */
import * as comparison from './comparison.ts';
import { comparisonExample } from './examples/comparison-examples.ts';
import { failsOfProcesses, type Operation } from './operation.ts';

export const comparisonOperations = {
  'compare-runs': {
    kind: 'query',
    method: 'GET',
    path: '/comparisons',
    tag: 'Models',
    status: 200,
    summary: 'Jobs and models side by side: figures, errors per cell beside ridge, settings that differ',
    description:
      'Up to 100 runs. `same_cells` says whether they were judged on the same cells; with `cells` they are, by the ' +
      'evaluations that POST /evaluations makes. What is no longer there is named in `gone`.',
    input: comparison.compareRunsSchema,
    output: comparison.comparisonSchema,
    fails: [],
    example: { input: { jobs: '42', models: '5', cells: '7' }, output: comparisonExample },
  },
  'evaluate-models': {
    kind: 'command',
    changes: ['evaluations'],
    method: 'POST',
    path: '/evaluations',
    tag: 'Models',
    status: 200,
    summary: 'Judge several models on the same measured cells',
    description:
      'Each model is evaluated on those of the cells that it has no evaluation of since the cell was changed. A model that ' +
      'cannot be judged says why in its place; the others are judged all the same.',
    input: comparison.evaluateModelsSchema,
    output: comparison.modelJudgementsSchema,
    fails: [...failsOfProcesses],
    refusal: 'The models cannot be judged on these batteries',
    example: {
      input: { model_ids: [5, 6], battery_ids: [7] },
      output: { results: [{ model_id: 5, evaluation_id: 3, error: null }] },
    },
  },
} as const satisfies Record<string, Operation>;
