import { describe, expect, test } from 'vitest';
import { decodeModel, encodeModel, type TrainedModel } from '../../../../src/learning/files/model-file.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../../src/learning/files/safetensors.ts';
import { modelDescriptionSchema } from '../../../../src/shared/contract/model-file.ts';
import { jobSpecOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const cells = [madeUpCell({ batteryId: 1, rowCount: 3 })];
const unknown = { rows: 0, mae: null, rmse: null, mape: null, r2: null };

function modelWith(weights: Float64Array): TrainedModel {
  const spec = jobSpecOf(cells, { algorithm: 'bilstm', hyperparams: { window: 7, seed: 42 } });
  const description = modelDescriptionSchema.parse({
    format: 'cellwright-model-1',
    program_version: '1.2.3',
    engine: 'reference',
    hidden_width: 64,
    features: ['Ladezeit "CC" (s)', 'µ'],
    targets: ['soh'],
    input_limit: 8,
    cells: spec.cells,
    metrics: {
      train_loss: 0.1,
      val_loss: null,
      best_epoch: 3,
      epochs_run: 5,
      val_soh_mape: 1,
      val_soh_mae: 0.01,
      val_soh_rmse: 0.02,
      val_rul_mae: null,
      val_rul_rmse: null,
      split_by: 'battery',
      training_cells: [1],
      validation_cells: [{ battery_id: 2, name: 'x', soh: unknown, rul: unknown }],
    },
    algorithm: spec.algorithm,
    hyperparams: spec.hyperparams,
  });
  const threeInputs = Float64Array.of(1 / 3, 2, 1e-9);
  return {
    description,
    weights: new Map([['output.weight', { shape: [weights.length, 1], values: weights }]]),
    scaler: {
      inputs: { mean: threeInputs, deviation: threeInputs },
      targets: { mean: Float64Array.of(0.9), deviation: Float64Array.of(0.05) },
      inputLimit: 8,
    },
  };
}

test('a model comes back from its bytes bit for bit, with everything needed to train it again', () => {
  const model = modelWith(Float64Array.of(1 / 3, -0.1));
  const read = decodeModel(encodeModel(model));
  expect(read).toEqual(model);
  expect(read.description.hyperparams).toMatchObject({ seed: 42, window: 7 });
  expect(read.description.cells[0]?.dataset_hash).toBe('hash1');
});

test('weights that are float32 numbers are stored as such, others whole', () => {
  const stored = (weights: Float64Array): unknown =>
    decodeSafetensors(encodeModel(modelWith(weights))).tensors.get('output.weight')?.values;
  expect(stored(Float64Array.of(0.5, Math.fround(0.1)))).toBeInstanceOf(Float32Array);
  expect(stored(Float64Array.of(0.5, 0.1))).toEqual(Float64Array.of(0.5, 0.1));
});

describe('refuses, in words, what is no model of ours', () => {
  test('bytes that are no safetensors', () => {
    expect(() => decodeModel(Uint8Array.of(1))).toThrow(/not a model that can be read here/);
  });

  test('safetensors of somebody else', () => {
    const foreign = encodeSafetensors(new Map([['w', { shape: [1], values: Float64Array.of(1) }]]), {
      format: 'pt',
    });
    expect(() => decodeModel(foreign)).toThrow(/not a model that can be read here/);
  });

  test('a description that is not JSON', () => {
    const bytes = encodeSafetensors(new Map(), { format: 'cellwright-model-1', cells: '[' });
    expect(() => decodeModel(bytes)).toThrow(/its description is not JSON/);
  });

  test('a scaler for another number of inputs', () => {
    const model = modelWith(Float64Array.of(1));
    const bytes = encodeModel({ ...model, description: { ...model.description, features: ['one'] } });
    expect(() => decodeModel(bytes)).toThrow(/scaler does not fit its inputs/);
  });
});
