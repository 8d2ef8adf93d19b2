import { describe, expect, test } from 'vitest';
import { initialWeights } from '../../../src/learning/methods/initial-weights.ts';
import type { MeasuredCell } from '../../../src/learning/files/cell-arrays.ts';
import { referenceEngine } from '../../../src/learning/engines/reference/reference-engine.ts';
import { decodeModel, encodeModel, type TrainedModel } from '../../../src/learning/files/model-file.ts';
import { predictCells } from '../../../src/learning/predict.ts';
import { buildEvaluation } from '../../../src/trainer/build-evaluation.ts';
import { describeModel } from '../../../src/trainer/describe-model.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 30 }));
const bilstm: JobWish = { algorithm: 'bilstm', hyperparams: { hidden_size: 4, window: 5 } };
const noMetrics = {
  train_loss: null,
  val_loss: null,
  best_epoch: 1,
  epochs_run: 1,
  val_soh_mape: null,
  val_soh_mae: null,
  val_soh_rmse: null,
  val_rul_mae: null,
  val_rul_rmse: null,
  split_by: 'battery' as const,
  training_cells: [],
  validation_cells: [],
  references: [],
  verdict: [],
  test: null,
  measured_on: 'validation' as const,
  intervals: null,
  folds: null,
};

function untrained(measured: readonly MeasuredCell[], wish?: JobWish): TrainedModel {
  const job = prepareJob(jobSpecOf(measured, wish), measured);
  return {
    description: describeModel(job, 'reference', noMetrics, buildEvaluation(job)),
    weights: initialWeights(job.plan, 1),
    scaler: job.scaler,
  };
}

async function sohOf(model: TrainedModel, ...measured: readonly MeasuredCell[]): Promise<number[][]> {
  const predictions = await predictCells(model, measured, referenceEngine);
  return predictions.map(({ soh }) => [...soh]);
}

describe('a prediction looks at nothing but the past of its own cell', () => {
  test('what comes later changes nothing', async () => {
    const model = untrained(cells, bilstm);
    const whole = madeUpCell({ batteryId: 1, rowCount: 30 });
    const first12 = {
      ...whole,
      cycleIndex: whole.cycleIndex.slice(0, 12),
      capacityAh: whole.capacityAh.slice(0, 12),
      features: whole.features.slice(0, 12 * 2),
    };
    const [ofWhole] = await sohOf(model, whole);
    const [ofFirst12] = await sohOf(model, first12);
    expect(ofFirst12).toEqual(ofWhole!.slice(0, 12));
  });

  test('another cell before it changes nothing', async () => {
    const model = untrained(cells, bilstm);
    const [alone] = await sohOf(model, cells[1]!);
    const [, second] = await sohOf(model, cells[0]!, cells[1]!);
    expect(second).toEqual(alone);
  });
});

test('the columns are found by name, wherever a cell has them', async () => {
  const model = untrained(cells);
  const cell = cells[0]!;
  const swapped = {
    ...cell,
    cell: { ...cell.cell, feature_names: [...cell.cell.feature_names].reverse() },
    features: cell.features.map((_, index) => cell.features[index % 2 === 0 ? index + 1 : index - 1]!),
  };
  expect(await sohOf(model, swapped)).toEqual(await sohOf(model, cell));
});

test('a model without RUL predicts none', async () => {
  const fresh = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 30, fade: 0.1 }));
  const [prediction] = await predictCells(untrained(fresh), [cells[0]!], referenceEngine);
  expect(prediction?.rul).toBeNull();
});

test('a cell without the columns is refused, with their names', async () => {
  const other = madeUpCell({ batteryId: 3, rowCount: 5, featureNames: ['charge time'] });
  await expect(predictCells(untrained(cells), [other], referenceEngine)).rejects.toThrow(
    /lacks "voltage mean"/,
  );
});

test('a model of a version that called the reference engine by another name predicts as before', async () => {
  const model = untrained(cells);
  const renamed = { ...model, description: { ...model.description, engine: 'clear' } };
  const decoded = decodeModel(encodeModel(renamed));
  expect(decoded.description.engine).toBe('clear');
  expect(await sohOf(decoded, cells[0]!)).toEqual(await sohOf(model, cells[0]!));
});
