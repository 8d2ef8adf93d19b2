import { beforeEach, describe, expect, it } from 'vitest';
import { createEvaluationStore, type EvaluationStore } from '../../../../src/main/store/evaluation-store.ts';
import { createModelStore, type ModelStore } from '../../../../src/main/store/model-store.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { createPredictionStore, type PredictionStore } from '../../../../src/main/store/prediction-store.ts';
import type { Prediction } from '../../../../src/shared/contract/prediction.ts';
import { newEvaluation } from '../../../support/new-evaluation.ts';
import { newModel } from '../../../support/new-model.ts';

let models: ModelStore;
let predictions: PredictionStore;
let evaluations: EvaluationStore;
beforeEach(() => {
  const database = openDatabase(':memory:');
  models = createModelStore(database);
  predictions = createPredictionStore(database);
  evaluations = createEvaluationStore(database);
});

const prediction = (facts: Partial<Prediction> = {}): Omit<Prediction, 'id'> => ({
  algorithm: 'bilstm',
  model_id: 1,
  battery_id: 4,
  cycle_index: 12,
  result: {
    soh: 0.9,
    rul: null,
    confidence: 0.5,
    soh_interval: [0.8, 1],
    rul_interval: null,
    applicability: 'usual' as const,
    nominal_capacity: 2,
    rul_ends_at: null,
  },
  warnings: ['"a" is missing'],
  created_at: '2026-01-01T00:00:00.000Z',
  ...facts,
});

describe('predictions', () => {
  it('come back as they were given, newest first', () => {
    predictions.insertPrediction(prediction());
    const sent = prediction({ battery_id: null, cycle_index: null });
    predictions.insertPrediction(sent);
    expect(predictions.listPredictions({ page: 1, page_size: 10 })).toEqual({
      items: [
        { id: 2, ...sent },
        { id: 1, ...prediction() },
      ],
      total: 2,
    });
  });

  it('are found by algorithm, model and battery, alone and together', () => {
    predictions.insertPrediction(prediction());
    predictions.insertPrediction(prediction({ algorithm: 'baseline', model_id: 2 }));
    predictions.insertPrediction(prediction({ model_id: 2, battery_id: 5 }));
    const ids = (filter: object) =>
      predictions.listPredictions({ page: 1, page_size: 10, ...filter }).items.map(({ id }) => id);
    expect(ids({ algorithm: 'bilstm' })).toEqual([3, 1]);
    expect(ids({ model_id: 2 })).toEqual([3, 2]);
    expect(ids({ battery_id: 4 })).toEqual([2, 1]);
    expect(ids({ model_id: 2, battery_id: 4 })).toEqual([2]);
  });

  it('outlive their model', () => {
    const id = models.insertModel(newModel());
    predictions.insertPrediction(prediction({ model_id: id }));
    models.deleteModel(id);
    expect(predictions.listPredictions({ page: 1, page_size: 10 }).total).toBe(1);
  });
});

describe('evaluations', () => {
  it('belong to their model: listed newest first, found under it alone, gone with it', () => {
    const [one, two] = [models.insertModel(newModel()), models.insertModel(newModel({ file: 'two' }))];
    expect(evaluations.insertEvaluation(newEvaluation(one), { file: 'a.json', fileHash: null })).toBe(1);
    evaluations.insertEvaluation(newEvaluation(two), { file: 'b.json', fileHash: null });
    evaluations.insertEvaluation(newEvaluation(one), { file: 'c.json', fileHash: null });
    expect(evaluations.listEvaluations({ model_id: one, page: 1, page_size: 10 })).toEqual({
      items: [
        { id: 3, ...newEvaluation(one) },
        { id: 1, ...newEvaluation(one) },
      ],
      total: 2,
    });
    expect(evaluations.findEvaluationFile(one, 3)).toEqual({ file: 'c.json', fileHash: null });
    expect(evaluations.findEvaluationFile(two, 3)).toBeUndefined();
    expect(evaluations.listEvaluationFiles(one)).toEqual(['a.json', 'c.json']);
    models.deleteModel(one);
    expect(evaluations.listEvaluationFiles()).toEqual(['b.json']);
  });

  it('of a model that is gone meanwhile are not kept', () => {
    expect(
      evaluations.insertEvaluation(newEvaluation(9), { file: 'a.json', fileHash: null }),
    ).toBeUndefined();
    expect(evaluations.listEvaluationFiles()).toEqual([]);
  });
});

describe('a model to be asked', () => {
  it('is found by its id, or as the newest of its algorithm', () => {
    models.insertModel(newModel({ file: 'a' }));
    models.insertModel(newModel({ file: 'b', algorithm: 'bilstm' }));
    models.insertModel(newModel({ file: 'c' }));
    expect(models.findReference(2)).toMatchObject({ id: 2, algorithm: 'bilstm', file: 'b' });
    expect(models.findNewestReference('baseline')).toMatchObject({ id: 3, algorithm: 'baseline', file: 'c' });
    expect(models.findNewestReference('deephpm')).toBeUndefined();
    expect(models.findReference(9)).toBeUndefined();
  });
});
