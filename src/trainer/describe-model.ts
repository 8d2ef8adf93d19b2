/** What the model file says about itself. No job id, path or time: the same training gives the same bytes. */
import type { DatasetCell } from '../learning/data/dataset.ts';
import { inputWidthOf } from '../learning/data/prepare-rows.ts';
import { fitInputReach } from '../learning/judging/applicability/input-reach.ts';
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
    applicability: describeReach(job),
    metrics,
    ...algorithmChoiceSchema.parse(job.spec),
  };
}

function describeReach({ dataset, split, scaler }: PreparedJob): ModelDescription['applicability'] {
  const rangeOf = ({ start, rowCount }: DatasetCell) => ({ start, end: start + rowCount });
  const isTrained = new Set(split.trainingCells);
  const { factor, typicalDistance, cells } = fitInputReach(
    { values: dataset.inputs, width: inputWidthOf(dataset) },
    {
      training: split.trainingCells.map(rangeOf),
      heldOut: dataset.cells.filter((cell) => !isTrained.has(cell)).map(rangeOf),
    },
    scaler.inputs,
  );
  return { factor: [...factor], typical_distance: typicalDistance, cells };
}

const describeReferences = ({ references }: PreparedJob): ModelDescription['references'] => ({
  mean: [...references.mean],
  ridge: references.ridge.map((line) => line && { weights: [...line.weights], intercept: line.intercept }),
});
