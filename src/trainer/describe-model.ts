/** What the model file says about itself. No job id, path or time: the same training gives the same bytes. */
import { algorithmChoiceSchema } from '../shared/contract/hyperparams.ts';
import type { ModelDescription } from '../shared/contract/model-file.ts';
import type { Evaluation } from '../shared/contract/evaluation.ts';
import type { ModelMetrics } from '../shared/contract/model.ts';
import type { PreparedJob } from './prepare-job.ts';

export function describeModel(
  job: PreparedJob,
  engineName: string,
  metrics: ModelMetrics,
  evaluation: Evaluation,
): ModelDescription {
  const { cells, program_version } = job.spec;
  return {
    format: 'cellwright-model-1',
    program_version,
    engine: engineName,
    hidden_width: job.plan.hiddenWidth,
    features: [...job.dataset.featureNames],
    targets: [...job.targets],
    input_limit: job.scaler.inputLimit,
    cells,
    evaluation,
    references: describeReferences(job),
    metrics,
    ...algorithmChoiceSchema.parse(job.spec),
  };
}

const describeReferences = ({ references }: PreparedJob): ModelDescription['references'] => ({
  mean: [...references.mean],
  ridge: references.ridge.map((line) => line && { weights: [...line.weights], intercept: line.intercept }),
});
