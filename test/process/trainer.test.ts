/** A trainer as a process of its own, on a job folder of its own, as the main process starts it. */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { referenceEngine } from '../../src/learning/engines/reference/reference-engine.ts';
import { targetErrors } from '../../src/learning/judging/metrics/target-errors.ts';
import { fitRidge, predictRidge } from '../../src/learning/judging/references/ridge.ts';
import { decodeModel } from '../../src/learning/files/model-file.ts';
import { predictCells } from '../../src/learning/predict.ts';
import { jobSpecSchema } from '../../src/shared/contract/job-spec.ts';
import { prepareJob } from '../../src/trainer/prepare-job.ts';
import { resultFacts } from '../../src/shared/domain/result-facts.ts';
import { labelCycles } from '../../src/shared/domain/labels.ts';
import { arraysPath, jobSpecOf, type JobWish } from '../support/job-folder.ts';
import { madeUpCell, realCell } from '../support/measured-cells.ts';
import { sharedData } from '../support/program.ts';
import { algorithmSchema } from '../../src/shared/contract/hyperparams.ts';
import {
  clearTrainers,
  firstEpoch,
  jobFolder,
  logsOf,
  startTrainer,
  trainToEnd,
  trainToModel,
} from '../support/trainer-process.ts';
import { withinMs } from '../support/time-factor.ts';

afterEach(clearTrainers);

const smallCells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));
const quick: JobWish = { hyperparams: { epochs: 8, validation_battery_ids: [3] } };
const endless: JobWish = { hyperparams: { epochs: 100_000 } };

describe('a job that succeeds', () => {
  test('says what it does, delivers every epoch and ends with the result', async () => {
    const messages = await trainToEnd(await jobFolder(smallCells, quick));
    const types = messages.map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['alive', 'started']);
    expect(types.at(-1)).toBe('succeeded');
    const epochs = messages.flatMap((message) => (message.type === 'report' ? message.epochs : []));
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(logsOf(messages)).toContain('INFO Validation: "cell 3" (battery 3)');
    expect(logsOf(messages)).toContainEqual(
      expect.stringMatching(/^INFO Epoch 8\/8 - Loss: .* - Val Loss: /),
    );
  });

  test('says what the run is judged by before its first epoch; the model carries the same', async () => {
    const folder = await jobFolder(smallCells, quick);
    const messages = await trainToEnd(folder);
    const relevant = messages.filter(
      (message) => message.type !== 'alive' && (message.type !== 'report' || message.epochs.length > 0),
    );
    expect(relevant.slice(0, 3).map(({ type }) => type)).toEqual(['started', 'prepared', 'report']);
    const prepared = messages.find((message) => message.type === 'prepared');
    expect(prepared?.evaluation).toMatchObject({
      split_by: 'battery',
      training_cells: [1, 2],
      validation_cells: [3],
      references: [{ name: 'mean' }, { name: 'linear_fade' }, { name: 'ridge' }],
    });
    const end = messages.find((message) => message.type === 'succeeded');
    expect(end?.evaluation).toEqual(prepared?.evaluation);
    const { description } = decodeModel(await readFile(join(folder, 'model.safetensors')));
    expect(description.evaluation).toEqual(prepared?.evaluation);
    expect(description.references?.ridge.map((line) => line?.weights.length)).toEqual([3, 3]);
    expect(description.references?.mean).toHaveLength(2);
  });

  test('leaves a model whose predictions are exactly as good as reported', async () => {
    const folder = await jobFolder(smallCells, quick);
    const end = await trainToModel(folder);
    const model = decodeModel(await readFile(join(folder, end.model_file)));
    const held = smallCells[2]!;
    const [predicted] = await predictCells(model, [held], referenceEngine);
    const labels = labelCycles({
      cycleIndex: held.cycleIndex,
      capacityAh: held.capacityAh,
      nominalCapacityAh: 2,
      endOfLife: 0.8,
    });
    const [reported] = end.metrics.validation_cells;
    expectSameErrors(targetErrors(labels.soh, predicted!.soh), reported!.soh);
    expectSameErrors(targetErrors(labels.rul, predicted!.rul!), reported!.rul);
    expect(model.description.metrics).toEqual(end.metrics);
    // Nothing half-written; whether a checkpoint was due depends on how long it took.
    const written = (await readdir(folder)).filter(
      (name) => !/^checkpoint(-older)?\.safetensors$/.test(name),
    );
    expect(written).toEqual(['arrays', 'model.safetensors', 'spec.json']);
  });

  test.each(algorithmSchema.options)('the same seed gives the same bytes: %s', async (algorithm) => {
    const hyperparams = { epochs: 2, ...(algorithm === 'bilstm' ? { hidden_size: 4, window: 5 } : {}) };
    const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 40 }));
    const models: Buffer[] = [];
    while (models.length < 2) {
      const folder = await jobFolder(cells, { algorithm, hyperparams });
      await trainToModel(folder);
      models.push(await readFile(join(folder, 'model.safetensors')));
    }
    expect(models[0]!.equals(models[1]!)).toBe(true);
  });
});

/** Same numbers up to the rounding of an engine that calculates in float32. */
function expectSameErrors(actual: object, reported: object): void {
  for (const [key, value] of Object.entries(reported) as [string, number][]) {
    const found = (actual as Record<string, number>)[key]!;
    expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-4 * Math.abs(value));
  }
}

describe('a job that ends otherwise', () => {
  test.each([
    ['the message', (child: ChildProcess) => void child.send({ type: 'stop' })],
    ['SIGTERM', (child: ChildProcess) => void child.kill('SIGTERM')],
  ])('is stopped at once by %s, and leaves no model', async (_, stop) => {
    const folder = await jobFolder(smallCells, endless);
    const { child, messages, ended } = startTrainer(folder);
    await firstEpoch(child);
    const askedMs = performance.now();
    stop(child);
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - askedMs).toBeLessThan(withinMs(1000));
    expect(messages.at(-1)).toEqual({ type: 'stopped' });
    expect(existsSync(join(folder, 'model.safetensors'))).toBe(false);
  });

  test('trains on at Ctrl-C, which reaches every process of a terminal: its parent decides', async () => {
    const { child, messages } = startTrainer(await jobFolder(smallCells, endless));
    await firstEpoch(child);
    child.kill('SIGINT');
    const before = messages.length;
    await firstEpoch(child);
    await firstEpoch(child);
    expect(messages.slice(before).every(({ type }) => type === 'report' || type === 'alive')).toBe(true);
  });

  test('goes when its parent is gone', async () => {
    const { child, ended } = startTrainer(await jobFolder(smallCells, endless));
    await firstEpoch(child);
    child.disconnect();
    expect(await ended).toEqual([1, null]);
  });

  test('fails with the battery whose arrays are missing, and with the one whose arrays are damaged', async () => {
    const folder = await jobFolder(smallCells, quick);
    const { cells } = jobSpecSchema.parse(JSON.parse(await readFile(join(folder, 'spec.json'), 'utf8')));
    const path = arraysPath(folder, cells[1]!.dataset_hash);
    const firstBytes = (await readFile(path)).subarray(0, 900);
    await rm(path);
    expect((await trainToEnd(folder)).at(-1)).toEqual({
      type: 'failed',
      error_message: expect.stringMatching(/battery 2 \("cell 2"\) cannot be read: .*Upload its file again/),
    });
    await writeFile(path, firstBytes);
    expect((await trainToEnd(folder)).at(-1)).toEqual({
      type: 'failed',
      error_message: expect.stringMatching(
        /battery 2 \("cell 2"\) cannot be read: .*changed since it was stored/,
      ),
    });
  });

  test('fails on a spec.json that is none', async () => {
    const folder = await jobFolder(smallCells, quick);
    await writeFile(join(folder, 'spec.json'), '{"format": 2}');
    expect((await trainToEnd(folder)).at(-1)).toMatchObject({
      type: 'failed',
      error_message: expect.stringContaining('spec.json is not as expected'),
    });
  });
});

describe('real cells', () => {
  const files = [1, 2, 3, 5, 6, 7].map((number) => `xjtu/2C_battery-${number}.csv`);
  const isThere = files.every((file) => existsSync(join(sharedData, file)));

  test('Baseline, 30 epochs, six 2C cells: SoH within 1.5 %, and nearer than a straight line', async ({
    skip,
  }) => {
    skip(!isThere, 'the XJTU cells are not at ../shared/data');
    const cells = files.map((file, place) => realCell(place + 1, file, 2));
    const wish = { hyperparams: { epochs: 30 } };
    const { metrics } = await trainToModel(await jobFolder(cells, wish));
    expect(metrics.validation_cells).toHaveLength(1);
    expect(metrics.val_soh_mape).toBeLessThan(1.5);
    expect(metrics.val_soh_mape).toBeLessThan(ridgeMape(cells, wish));
  });
});

/** Ridge regression on the very rows that the job trains and validates on. */
function ridgeMape(cells: readonly MeasuredCell[], wish: JobWish): number {
  const { dataset, plan, rows, split } = prepareJob(jobSpecOf(cells, wish), cells);
  const table = { inputs: rows.inputs, inputWidth: plan.inputWidth, labels: dataset.soh };
  const line = fitRidge({ ...table, rows: split.trainingRows }, 1);
  const predicted = predictRidge(line, { inputs: rows.inputs, rows: split.validationRows });
  const labels = Float64Array.from(split.validationRows, (row) => dataset.soh[row]!);
  return targetErrors(labels, predicted).mape!;
}

test('test cells train nothing and choose nothing: the same weights whatever they hold, and figures of their own', async () => {
  const four = [1, 2, 3, 4].map((batteryId) => madeUpCell({ batteryId, rowCount: 30 }));
  const hyperparams = { epochs: 5, validation_battery_ids: [2], test_battery_ids: [3] };
  const other = four.map((cell) =>
    cell.cell.battery_id === 3 ? { ...cell, capacityAh: cell.capacityAh.map((ah) => ah * 0.9) } : cell,
  );
  const folders = [await jobFolder(four, { hyperparams }), await jobFolder(other, { hyperparams })];
  const ended = await Promise.all(folders.map((folder) => trainToModel(folder)));
  const [one, two] = await Promise.all(
    folders.map(async (folder) => decodeModel(await readFile(join(folder, 'model.safetensors')))),
  );
  expect(two!.weights).toEqual(one!.weights);
  const [metrics, changed] = ended.map((end) => end.metrics);
  expect(metrics).toMatchObject({
    training_cells: [1, 4],
    validation_cells: [{ battery_id: 2 }],
    measured_on: 'test',
    test: {
      cells: [{ battery_id: 3 }],
      references: [{ name: 'mean' }, { name: 'linear_fade' }, { name: 'ridge' }],
    },
  });
  expect(changed!.val_loss).toBe(metrics!.val_loss);
  expect(changed!.test!.soh_mape).not.toBe(metrics!.test!.soh_mape);
  expect(resultFacts(metrics!).soh_error).toBe(metrics!.test!.soh_mape);
});
