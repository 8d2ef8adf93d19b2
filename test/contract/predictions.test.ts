import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { readCellArrays } from '../../src/learning/files/cell-arrays.ts';
import { referenceEngine } from '../../src/learning/engines/reference/reference-engine.ts';
import { decodeModel } from '../../src/learning/files/model-file.ts';
import { predictCells } from '../../src/learning/predict.ts';
import { specCellOf } from '../../src/main/files/spec-cell.ts';
import { batterySchema } from '../../src/shared/contract/battery.ts';
import { modelSchema } from '../../src/shared/contract/model.ts';
import {
  modelEvaluationListSchema,
  modelEvaluationSchema,
  predictionListSchema,
  predictionSchema,
} from '../../src/shared/contract/prediction.ts';
import { type Program, startProgram } from '../support/program.ts';
import { type Answer, call, upload, waitForJob } from '../support/rest-client.ts';
import { algorithmSchema } from '../../src/shared/contract/hyperparams.ts';
import { fadingCellCsv } from '../support/fading-cell.ts';
import { withinMs } from '../support/time-factor.ts';

const algorithms = algorithmSchema.options;
/** Model 1, 2 and 3, in the order of `algorithms`, on the sample cells 1 to 3. */
const hyperparams = {
  baseline: { epochs: 5 },
  bilstm: { epochs: 2, hidden_size: 8, window: 10 },
  deephpm: { epochs: 2 },
};

let program: Program;
beforeAll(async () => {
  program = await startProgram();
  await call('POST', `${program.api}/batteries/samples`);
  for (const [index, algorithm] of algorithms.entries()) {
    const body = { algorithm, battery_ids: [1, 2, 3], hyperparams: hyperparams[algorithm] };
    await call('POST', `${program.api}/training-jobs`, body);
    const { job } = await waitForJob(program.api, index + 1);
    expect(job).toMatchObject({ status: 'succeeded', model_id: index + 1 });
  }
}, withinMs(120_000));
afterAll(() => program.stop());

const predict = (body: unknown): Promise<Answer> => call('POST', `${program.api}/predictions`, body);
async function predicted(body: object): Promise<z.infer<typeof predictionSchema>> {
  const { status, body: answer } = await predict(body);
  expect([status, answer]).toEqual([201, expect.anything()]);
  return predictionSchema.strict().parse(answer);
}
async function refused(answer: Promise<Answer>) {
  const { status, body, headers } = await answer;
  const { error } = body as {
    error: { code: string; message: string; details?: { field: string; issue: string }[]; trace_id: string };
  };
  expect(Object.keys(error)).toEqual(
    error.details ? ['code', 'message', 'details', 'trace_id'] : ['code', 'message', 'trace_id'],
  );
  expect(error.trace_id).toBe(headers.get('x-trace-id'));
  return { status, ...error };
}

/** What `predictCells` says of a battery, with the model and the cycles as they lie in the data folder. */
async function predictBattery(modelId: number, batteryId: number) {
  const model = decodeModel(await readFile(join(program.dataDir, 'models', `job-${modelId}.safetensors`)));
  const { body } = await call('GET', `${program.api}/batteries/${batteryId}`);
  const cell = specCellOf(batterySchema.parse(body));
  const arrays = await readFile(join(program.dataDir, 'arrays', `${cell.dataset_hash}.safetensors`));
  const [predictions] = await predictCells(model, [readCellArrays(arrays, cell)], referenceEngine);
  return predictions!;
}

describe('a prediction', () => {
  it('has the keys that the documentation shows, in their order', async () => {
    const answer = await predict({ algorithm: 'baseline', battery_id: 4 });
    expect(answer.status).toBe(201);
    expect(Object.keys(answer.body as object)).toEqual([
      'id',
      'algorithm',
      'model_id',
      'battery_id',
      'cycle_index',
      'result',
      'warnings',
      'created_at',
    ]);
    const { result } = answer.body as { result: object };
    expect(Object.keys(result).slice(0, 3)).toEqual(['soh', 'rul', 'confidence']);
  });

  it.each(algorithms)('by %s for the last cycle is that of predictCells', async (algorithm) => {
    const modelId = algorithms.indexOf(algorithm) + 1;
    const answer = await predicted({ algorithm, model_id: modelId, battery_id: 4 });
    const whole = await predictBattery(modelId, 4);
    expect(answer).toMatchObject({ model_id: modelId, battery_id: 4, cycle_index: whole.cycleIndex.at(-1) });
    // The program computes in single precision, the reference engine in double.
    expect(answer.result.soh).toBeCloseTo(whole.soh.at(-1), 4);
    expect(answer.result.rul).toBeCloseTo(Math.max(0, whole.rul!.at(-1)), 1);
  });

  it.each(algorithms)('by %s of the same cycles sent along is the same', async (algorithm) => {
    const { body } = await call('GET', `${program.api}/batteries/4/cycles?page_size=100&page=3`);
    const { items } = body as { items: { cycle_index: number; features: Record<string, number> }[] };
    const cycles = items.map(({ cycle_index, features }) => ({ cycle_index, features }));
    const whole = await predictBattery(algorithms.indexOf(algorithm) + 1, 4);
    const answer = await predicted({ algorithm, cycle_data: cycles });
    const row = whole.cycleIndex.indexOf(cycles.at(-1).cycle_index);
    expect(answer).toMatchObject({ battery_id: null, cycle_index: cycles.at(-1).cycle_index });
    expect(answer.result.soh).toBeCloseTo(whole.soh[row]!, 4);
  });

  it('without model_id is by the newest model of the algorithm', async () => {
    expect(await predicted({ algorithm: 'deephpm', battery_id: 5 })).toMatchObject({ model_id: 3 });
  });

  it('from a charge curve, in either sign, says what the features were computed by', async () => {
    const time = Array.from({ length: 600 }, (_, second) => 10 * second);
    const voltage = time.map((t) => (t === 0 ? null : Math.min(4.2, 3.8 + t * 2e-4)));
    const current = time.map((t) => (t <= 2000 ? 2 : 2 * Math.exp(-(t - 2000) / 1000)));
    const cycle = { cycle_index: 50, time, voltage, current };
    const answer = await predicted({ algorithm: 'baseline', cycle_data: cycle });
    expect(answer.warnings[0]).toBe(
      'Features were computed from the charge curve: cut-off 4.2 V, taken from its plateau, and the current from 0.5 A to 0.1 A.',
    );
    expect(answer.warnings.filter((warning) => warning.includes('missing'))).toEqual([]);
    const swapped = { ...cycle, current: current.map((amperes) => -amperes) };
    expect(await predicted({ algorithm: 'baseline', cycle_data: swapped })).toMatchObject({
      result: answer.result,
    });
  });

  it('warns of what is missing, and of a cell that the model knows', async () => {
    const sparse = await predicted({ algorithm: 'baseline', cycle_data: { features: { 'CC Q': 0.3 } } });
    expect(sparse.warnings.filter((warning) => warning.includes('is missing'))).toHaveLength(16);
    expect(sparse.cycle_index).toBeNull();
    const known = await predicted({ algorithm: 'baseline', battery_id: 1 });
    expect(known.warnings).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/trained on this cell|chosen on this cell/),
        expect.stringContaining('simulated'),
      ]),
    );
  });
});

describe('a cell whose labels were changed', () => {
  const change = (body: object) => call('PATCH', `${program.api}/batteries/2`, body);
  const model = async () => modelSchema.parse((await call('GET', `${program.api}/models/1`)).body);

  it('is answered in its labels of now, where that is exact, and marks the models trained with others', async () => {
    const before = await predicted({ algorithm: 'baseline', battery_id: 2 });
    const [labels] = (await model()).labels!.filter(({ battery_id: id }) => id === 2);
    expect(before.result).toMatchObject({
      nominal_capacity: labels!.nominal_capacity,
      rul_ends_at: labels!.end_of_life,
    });
    expect((await model()).label_changes).toEqual([]);
    await change({ nominal_capacity: labels!.nominal_capacity * 1.25 });
    const after = await predicted({ algorithm: 'baseline', battery_id: 2 });
    expect(after.result.soh).toBeCloseTo(before.result.soh! * 0.8, 10);
    expect(after.result).toMatchObject({ rul: null, rul_interval: null, rul_ends_at: null });
    expect(after.warnings).toEqual(
      expect.arrayContaining([
        expect.stringContaining('SoH was converted'),
        expect.stringContaining('RUL is not answered'),
      ]),
    );
    expect((await model()).label_changes).toEqual([
      expect.stringMatching(/^"Simulated cell B": nominal capacity was .* Ah, is .* Ah$/),
    ]);
    await change({ nominal_capacity: labels!.nominal_capacity });
    expect((await model()).label_changes).toEqual([]);
    expect((await predicted({ algorithm: 'baseline', battery_id: 2 })).result).toEqual(before.result);
  });
});

describe('a prediction is refused', () => {
  it('with neither battery_id nor cycle_data: 400, VALIDATION_ERROR', async () => {
    expect(await refused(predict({ algorithm: 'bilstm' }))).toMatchObject({
      status: 400,
      code: 'VALIDATION_ERROR',
      details: [{ field: 'battery_id' }, { field: 'cycle_data' }],
    });
  });

  it.each([
    ['both', { battery_id: 1, cycle_data: { features: {} } }, 'cycle_data'],
    ['a model of another algorithm', { battery_id: 1, model_id: 2 }, 'model_id'],
    [
      'arrays of unequal length',
      { cycle_data: { time: [1, 2, 3], voltage: [3, 4], current: [1, 1, 1] } },
      'cycle_data.voltage',
    ],
    [
      'cycles that are not oldest first',
      {
        cycle_data: [{ cycle_index: 9, features: {} }, { features: {} }, { cycle_index: 8, features: {} }],
      },
      'cycle_data.2.cycle_index',
    ],
    ['no input that the model knows', { cycle_data: { features: { unknown: 1 } } }, 'cycle_data'],
    ['an unknown field', { battery_id: 1, model: 1 }, 'model'],
  ])('with %s: 422 that names the field', async (_what, body, field) => {
    expect(await refused(predict({ algorithm: 'baseline', ...body }))).toMatchObject({
      status: 422,
      code: 'VALIDATION_ERROR',
      details: [{ field }],
    });
  });

  it.each([
    ['battery', { battery_id: 99 }, 'Battery with ID 99 not found'],
    ['model', { battery_id: 1, model_id: 99 }, 'Model with ID 99 not found'],
  ])('of an unknown %s: 404', async (_what, body, message) => {
    const answer = await refused(predict({ algorithm: 'baseline', ...body }));
    expect(answer).toMatchObject({ status: 404, code: 'RESOURCE_NOT_FOUND', message });
  });

  it('by an algorithm without a model: 404 with the way out', async () => {
    const fresh = await startProgram();
    const { status, body } = await call('POST', `${fresh.api}/predictions`, {
      algorithm: 'bilstm',
      battery_id: 1,
    });
    await fresh.stop();
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('There is no bilstm model yet; train one first');
  });
});

describe('a batch', () => {
  it('answers in order; a bad request fails alone, in its place, with an error of its own', async () => {
    const { status, body, headers } = await call('POST', `${program.api}/predictions/batch`, {
      requests: [
        { algorithm: 'baseline', battery_id: 4 },
        { algorithm: 'baseline', battery_id: 99 },
        { algorithm: 'magic' },
        'what',
        { algorithm: 'bilstm' },
        { algorithm: 'bilstm', battery_id: 5 },
      ],
    });
    const trace = { trace_id: headers.get('x-trace-id') };
    expect(status).toBe(200);
    expect(body).toEqual({
      results: [
        expect.objectContaining({ algorithm: 'baseline', battery_id: 4 }),
        { error: { code: 'RESOURCE_NOT_FOUND', message: 'Battery with ID 99 not found', ...trace } },
        { error: expect.objectContaining({ code: 'VALIDATION_ERROR', ...trace }) },
        { error: expect.objectContaining({ code: 'VALIDATION_ERROR', ...trace }) },
        { error: expect.objectContaining({ code: 'VALIDATION_ERROR', ...trace }) },
        expect.objectContaining({ algorithm: 'bilstm', battery_id: 5 }),
      ],
    });
  });

  it.each([0, 51])('of %i requests is refused', async (count) => {
    const requests = Array.from({ length: count }, () => ({ algorithm: 'baseline', battery_id: 4 }));
    const answer = await refused(call('POST', `${program.api}/predictions/batch`, { requests }));
    expect(answer).toMatchObject({ status: 422, details: [{ field: 'requests' }] });
  });
});

it('the history has every answer, newest first, by algorithm, model and battery', async () => {
  const made = await predicted({ algorithm: 'deephpm', battery_id: 6 });
  const list = async (query: string) =>
    predictionListSchema.parse((await call('GET', `${program.api}/predictions?${query}`)).body);
  expect((await list('page_size=1')).items).toEqual([made]);
  const ofBattery = await list('battery_id=6&model_id=3&algorithm=deephpm');
  expect(ofBattery).toMatchObject({ items: [{ id: made.id }], meta: { total: 1 } });
  expect((await list('battery_id=6&algorithm=baseline')).items).toEqual([]);
  expect(await refused(call('GET', `${program.api}/predictions?model_id=x`))).toMatchObject({ status: 422 });
});

describe('an evaluation', () => {
  const evaluate = (modelId: number, ids: readonly number[]): Promise<Answer> =>
    call('POST', `${program.api}/models/${modelId}/evaluations`, { battery_ids: ids });

  it('of the validation cell has the errors that the model itself was measured with', async () => {
    const { body: model } = await call('GET', `${program.api}/models/1`);
    const [cell] = modelSchema.parse(model).metrics.validation_cells;
    const { status, body } = await evaluate(1, [cell!.battery_id]);
    expect(status).toBe(201);
    const evaluation = modelEvaluationSchema.strict().parse(body);
    expect(evaluation).toMatchObject({
      model_id: 1,
      battery_ids: [cell!.battery_id],
      leakage: [{ code: 'trained_on_validation_cell', message: expect.stringContaining('best epoch') }],
    });
    const { metrics, references } = evaluation.cells[0]!;
    expect(metrics.soh_mae).toBeCloseTo(cell!.soh.mae!, 6);
    expect(metrics.rul_rmse).toBeCloseTo(cell!.rul.rmse!, 3);
    expect(metrics.coverage).toBeGreaterThan(0.85);
    expect(references.map(({ name }) => name)).toEqual(['mean', 'linear_fade', 'ridge']);
    for (const [place, { soh }] of references.entries())
      expect(soh.mae).toBeCloseTo(cell!.references[place]!.soh.mae!, 6);
  });

  it('has the curves of predictCells, and comes back as it was answered', async () => {
    const { body } = await evaluate(2, [4, 5]);
    const evaluation = modelEvaluationSchema.parse(body);
    const whole = await predictBattery(2, 4);
    const [cell] = evaluation.cells;
    expect(cell!.cycles).toEqual([...whole.cycleIndex]);
    for (const row of [0, 3, 200, whole.soh.length - 1])
      expect(cell!.soh_predicted[row]).toBeCloseTo(whole.soh[row]!, 4);
    const address = `${program.api}/models/2/evaluations`;
    expect((await call('GET', `${address}/${evaluation.id}`)).body).toEqual(body);
    const list = modelEvaluationListSchema.parse((await call('GET', address)).body);
    expect(list.items[0]).toMatchObject({ id: evaluation.id, verdict: evaluation.verdict });
    expect(JSON.stringify(list)).not.toContain('soh_predicted');
  });

  it.each([
    ['an unknown battery', [1, 99]],
    ['no battery', []],
    ['a battery twice', [1, 1]],
  ] as const)('of %s is refused', async (_what, ids) => {
    const answer = await refused(evaluate(1, ids));
    expect(answer).toMatchObject({ status: 422, details: [{ field: 'battery_ids' }] });
  });

  it('of an unknown model is refused', async () => {
    expect(await refused(evaluate(99, [1]))).toMatchObject({ status: 404 });
  });

  it('of a battery without the columns of the model is refused in words', async () => {
    const { body } = await upload(program.api, { name: 'other.csv', content: fadingCellCsv(30) });
    const { id } = batterySchema.parse(body);
    const answer = await refused(evaluate(1, [4, id]));
    expect(answer).toMatchObject({
      status: 422,
      details: [{ field: 'battery_ids', issue: expect.stringContaining('"other" lacks "voltage mean"') }],
    });
    expect(await refused(predict({ algorithm: 'baseline', battery_id: id }))).toMatchObject({
      status: 422,
      details: [{ field: 'battery_id' }],
    });
  });

  it('goes with its model, with its file; what the model predicted stays in the history', async () => {
    const { body } = await evaluate(3, [4]);
    const { id } = modelEvaluationSchema.parse(body);
    const filesBefore = await readdir(join(program.dataDir, 'evaluations'));
    expect((await call('DELETE', `${program.api}/models/3`)).status).toBe(204);
    const files = await readdir(join(program.dataDir, 'evaluations'));
    expect(files).toHaveLength(filesBefore.length - 1);
    const address = `${program.api}/models/3/evaluations`;
    expect((await call('GET', `${address}/${id}`)).status).toBe(404);
    expect((await call('GET', address)).status).toBe(404);
    const { body: history } = await call('GET', `${program.api}/predictions?model_id=3`);
    expect(predictionListSchema.parse(history).meta.total).toBeGreaterThan(0);
  });
});
