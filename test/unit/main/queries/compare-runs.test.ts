import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareRunsSchema, comparisonSchema } from '../../../../src/shared/contract/comparison.ts';
import type { CellErrors, ModelMetrics } from '../../../../src/shared/contract/model.ts';
import { evaluateModels } from '../../../../src/main/commands/evaluate-models.ts';
import { compareJobsAndModels } from '../../../../src/main/queries/compare-runs.ts';
import { createBatteryStore } from '../../../../src/main/store/battery-store.ts';
import { createEvaluationStore } from '../../../../src/main/store/evaluation-store.ts';
import { AppError } from '../../../../src/shared/domain/app-error.ts';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newEvaluation } from '../../../support/new-evaluation.ts';
import { newModel } from '../../../support/new-model.ts';
import { newJob } from '../../../support/sample-rows.ts';
import { smallHandlers } from '../../../support/small-backend.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({ now: () => '2026-01-01T00:00:00.000Z' });
});
afterEach(() => lab.close());

const exampleBattery = smallHandlers['get-battery']({ battery_id: 1 });
const battery = (id: number) => ({
  ...(exampleBattery as Extract<typeof exampleBattery, { id: number }>),
  id,
  name: `Cell ${id}`,
  features: ['a', 'b'],
  updated_at: '2025-12-01T00:00:00.000Z',
});

/** Cells 1 to 5 are stored. */
const parts = () => {
  const batteryStore = {
    ...createBatteryStore(lab.database),
    findBattery: (id: number) => (id <= 5 ? battery(id) : undefined),
    listBatteries: () => ({ items: [5, 4, 3, 2, 1].map(battery), total: 5 }),
  };
  const evaluationStore = createEvaluationStore(lab.database);
  return { stores: lab.stores, modelStore: lab.models, batteryStore, evaluationStore };
};
const compare = async (question: object) => {
  const answer = await compareJobsAndModels(parts())(compareRunsSchema.parse(question));
  expect(comparisonSchema.parse(answer)).toEqual(answer);
  return answer;
};

const target = (value: number) => ({ rows: 10, mae: value / 2, rmse: value, mape: value * 100, r2: 0.9 });
const judged = (id: number, rmse: number, ridge: number): CellErrors => ({
  battery_id: id,
  name: `Cell ${id}`,
  soh: target(rmse),
  rul: target(10 * rmse),
  references: [{ name: 'ridge', soh: target(ridge), rul: target(10 * ridge) }],
});

interface Made {
  readonly cells?: readonly CellErrors[];
  readonly losses?: readonly number[];
  readonly batteryIds?: number[];
  readonly metrics?: Partial<ModelMetrics>;
  readonly hyperparams?: Record<string, unknown>;
}

/** Answers the job's id; its model has the same. */
function finish({
  cells = [],
  losses = [0.5],
  batteryIds = [1, 2],
  metrics = {},
  hyperparams = { epochs: 10 },
}: Made) {
  const { id } = lab.journal.create({ ...newJob, battery_ids: batteryIds, hyperparams });
  lab.journal.recordStarted(id);
  const epochs = losses.map((val_loss, index) => ({
    epoch: index + 1,
    train_loss: val_loss / 2,
    val_loss,
    terms: { val_soh_mape: val_loss * 10 },
  }));
  lab.journal.recordReport(id, { epochs, logs: [] });
  const model = newModel({ battery_ids: batteryIds, features: ['a'], simulated_data: false });
  const validation = { training_cells: [1], validation_cells: [...cells], ...metrics };
  lab.journal.recordSucceeded(id, {
    ...model,
    hyperparams,
    job_id: id,
    file: `${id}.safetensors`,
    metrics: { ...model.metrics, ...validation },
  });
  return id;
}

describe('runs side by side', () => {
  it('each curve in one number: best by validation, last, and the mean of the last ten', async () => {
    const losses = [9, 1, 8, 7, 6, 5, 4, 3.5, 3, 2.5, 2.25, 2];
    const { runs } = await compare({ jobs: `${finish({ losses })}` });
    expect(runs[0]).toMatchObject({ key: 'job-1', best_epoch: 3, epochs: 12, job_id: 1, model_id: 1 });
    const mean = losses.slice(2).reduce((sum, loss) => sum + loss, 0) / 10;
    expect(runs[0]?.curves.val_loss).toEqual({ best: 1, last: 2, mean });
    expect(runs[0]?.curves.train_loss).toEqual({ best: 0.5, last: 1, mean: mean / 2 });
    expect(runs[0]?.curves.val_soh_mape.best).toBe(10);
  });

  it('errors per cell and run with ridge, the mean over its own cells, and that they are not the same', async () => {
    finish({ cells: [judged(2, 0.02, 0.03), judged(3, 0.04, 0.01)], batteryIds: [1, 2, 3] });
    finish({ cells: [judged(3, 0.06, 0.02)], batteryIds: [1, 3] });
    const { runs, cells, same_cells } = await compare({ jobs: '1,2' });
    expect(cells.map(({ name }) => name)).toEqual(['Cell 2', 'Cell 3']);
    expect(cells[0]?.results.map((result) => result?.errors.soh_rmse ?? null)).toEqual([0.02, null]);
    expect(cells[1]?.results.map((result) => result?.ridge?.soh_rmse)).toEqual([0.01, 0.02]);
    expect(runs[0]?.mean?.soh_rmse).toBeCloseTo(0.03, 12);
    expect(runs[0]?.ridge_mean?.rul_mae).toBeCloseTo(0.1, 12);
    expect(runs.map(({ judged_on }) => judged_on)).toEqual([[2, 3], [3]]);
    expect(same_cells).toBe(false);
  });

  it('where each cell was left out, the cells are those of all trainings', async () => {
    const spread = (mean: number) => ({ mean, deviation: 0 });
    const cell = (id: number) => ({
      battery_id: id,
      name: `Cell ${id}`,
      runs: 1,
      soh_mape: spread(id),
      soh_mae: spread(id / 100),
      rul_mae: spread(10 * id),
      ridge_soh_mape: spread(id + 1),
    });
    const run = { seed: 1, best_epoch: 1, val_loss: 1, val_soh_mape: 1, val_rul_mae: 1 };
    const folds = {
      kind: 'leave_one_battery_out' as const,
      runs: [1, 2, 3].map((id) => ({ ...run, validation_cells: [id] })),
      kept_run: 1,
      val_loss: spread(1),
      val_soh_mape: spread(2),
      val_rul_mae: spread(20),
      cells: [1, 2, 3].map(cell),
    };
    finish({
      cells: [judged(2, 0.02, 0.03)],
      batteryIds: [1, 2, 3],
      metrics: { folds, training_cells: [1, 3] },
    });
    const { runs, cells } = await compare({ jobs: '1' });
    expect(runs[0]).toMatchObject({ trainings: 3, judged_on: [1, 2, 3] });
    expect(runs[0]?.mean).toEqual({
      soh_rmse: null,
      soh_mae: 0.02,
      soh_mape: 2,
      rul_rmse: null,
      rul_mae: 20,
    });
    expect(cells.map(({ results: [result] }) => result?.ridge?.soh_mape)).toEqual([2, 3, 4]);
  });

  it('of the settings only those that differ; what a run does not have is null there', async () => {
    finish({ hyperparams: { epochs: 10, learning_rate: 0.01 } });
    finish({ hyperparams: { epochs: 10, learning_rate: 0.1, window: 5 }, batteryIds: [1, 3] });
    expect((await compare({ jobs: '1,2' })).settings).toEqual([
      {
        name: 'battery_ids',
        values: [
          [1, 2],
          [1, 3],
        ],
      },
      { name: 'learning_rate', values: [0.01, 0.1] },
      { name: 'window', values: [null, 5] },
    ]);
  });

  it('a model beside the job it came from is one run; by itself it goes by its own name; what is gone is named', async () => {
    finish({});
    const both = await compare({ jobs: '1,77', models: '1,9' });
    expect(both.runs.map(({ key }) => key)).toEqual(['job-1']);
    expect(both.gone).toEqual(['Training job 77', 'Model 9']);
    lab.models.renameModel(1, 'by itself');
    const { runs } = await compare({ models: '1' });
    expect(runs[0]).toMatchObject({ key: 'model-1', name: 'by itself', job_id: 1, status: 'succeeded' });
  });

  it('a job without a model stands there with its curve and without errors', async () => {
    const { id } = lab.journal.create(newJob);
    lab.journal.recordStarted(id);
    const { runs, same_cells } = await compare({ jobs: `${id}` });
    expect(runs[0]).toMatchObject({ status: 'running', mean: null, judged_on: [], model_id: null });
    expect(runs[0]?.curves.val_loss).toEqual({ best: null, last: null, mean: null });
    expect(same_cells).toBe(true);
  });
});

describe('judged on the same cells', () => {
  const evaluation = (modelId: number, batteryId: number, createdAt: string) => {
    const made = newEvaluation(modelId);
    const [cell] = made.cells;
    if (!cell) throw new Error('the evaluation has a cell');
    const cells = [{ ...cell, battery_id: batteryId }];
    const row = { ...made, battery_ids: [batteryId], cells, created_at: createdAt };
    createEvaluationStore(lab.database).insertEvaluation(row, {
      file: `${modelId}-${batteryId}-${createdAt}`,
      fileHash: null,
    });
  };

  it('unseen by all are those of no run, and what is missing is named per model', async () => {
    finish({ batteryIds: [1, 2] });
    finish({ batteryIds: [1, 3] });
    evaluation(1, 4, '2026-01-01T00:00:00.000Z');
    const answer = await compare({ jobs: '1,2', cells: '4' });
    expect(answer.unseen_cells.map(({ battery_id: id }) => id)).toEqual([5, 4]);
    expect(answer.to_judge).toEqual([{ model_id: 2, battery_ids: [4] }]);
    expect(answer.runs.map(({ judged_on }) => judged_on)).toEqual([[4], []]);
    expect(answer.cells[0]?.results[0]).toMatchObject({
      errors: { soh_rmse: 0.02, soh_mape: 1 },
      seen: null,
    });
  });

  it('an evaluation of before the cell was changed does not count; a cell that was learnt from says so', async () => {
    finish({ batteryIds: [1, 2] });
    evaluation(1, 1, '2025-11-01T00:00:00.000Z');
    expect((await compare({ jobs: '1', cells: '1' })).to_judge).toHaveLength(1);
    evaluation(1, 1, '2026-01-01T00:00:00.000Z');
    const { cells, to_judge: missing } = await compare({ jobs: '1', cells: '1' });
    expect(missing).toEqual([]);
    expect(cells[0]?.results[0]?.seen).toBe('trained');
  });

  it('each model is judged on what is missing; one that cannot be says why, and the others go on', async () => {
    finish({});
    finish({});
    evaluation(1, 4, '2026-01-01T00:00:00.000Z');
    const asked: object[] = [];
    const judge = evaluateModels({
      ...parts(),
      evaluate: async (input) => {
        asked.push(input);
        if (input.model_id === 9) throw new AppError('RESOURCE_NOT_FOUND', 'Model with ID 9 not found');
        return Promise.resolve({ id: 33, path: 'x' });
      },
    });
    const { results } = await judge({ model_ids: [1, 9, 2], battery_ids: [4, 5] });
    expect(asked[0]).toEqual({ model_id: 1, battery_ids: [5] });
    expect(results).toEqual([
      { model_id: 1, evaluation_id: 33, error: null },
      {
        model_id: 9,
        evaluation_id: null,
        error: { code: 'RESOURCE_NOT_FOUND', message: 'Model with ID 9 not found' },
      },
      { model_id: 2, evaluation_id: 33, error: null },
    ]);
    await expect(judge({ model_ids: [1], battery_ids: [99] })).rejects.toMatchObject({
      details: [{ field: 'battery_ids', issue: 'battery 99 does not exist' }],
    });
  });
});
