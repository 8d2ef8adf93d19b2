/** Jobs with folds in a trainer process: several trainings, one job. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeModel } from '../../src/learning/files/model-file.ts';
import type { EpochReport, TrainerMessage } from '../../src/shared/contract/trainer-messages.ts';
import { madeUpCell, realCell } from '../support/measured-cells.ts';
import { sharedData } from '../support/program.ts';
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

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));
const leaveOneOut = (others: Record<string, unknown> = {}) => ({
  hyperparams: { epochs: 4, folds: 'leave_one_battery_out', ...others },
});
const epochsOf = (messages: readonly TrainerMessage[]): EpochReport[] =>
  messages.flatMap((message) => (message.type === 'report' ? message.epochs : []));
const modelIn = async (folder: string) => decodeModel(await readFile(join(folder, 'model.safetensors')));

function endOf(messages: readonly TrainerMessage[]): Extract<TrainerMessage, { type: 'succeeded' }> {
  const end = messages.at(-1);
  if (end?.type !== 'succeeded') throw new Error(JSON.stringify(end));
  return end;
}

describe('leave_one_battery_out', () => {
  test('counts the epochs of one training, each with the spread of all', async () => {
    const messages = await trainToEnd(await jobFolder(cells, leaveOneOut()));
    const epochs = epochsOf(messages);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    for (const { train_loss, val_loss, terms } of epochs) {
      expect(train_loss).toBeGreaterThan(0);
      expect(val_loss).toBeGreaterThan(0);
      for (const name of ['train_loss', 'val_loss', 'val_soh_mape']) {
        expect(terms[`${name}_deviation`]).toBeGreaterThan(0);
      }
      expect(terms['data_loss']).toBeGreaterThan(0);
    }
  });

  test('ends with every cell left out once, and the median run as the model', async () => {
    const folder = await jobFolder(cells, leaveOneOut());
    const messages = await trainToEnd(folder);
    const { metrics, evaluation } = endOf(messages);
    const { folds } = metrics;
    expect(folds?.runs.map(({ seed, validation_cells }) => [seed, validation_cells])).toEqual([
      [1, [1]],
      [1, [2]],
      [1, [3]],
    ]);
    expect(folds?.cells.map(({ battery_id, runs }) => [battery_id, runs])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    const losses = folds!.runs.map(({ val_loss }) => val_loss!);
    expect(metrics.val_loss).toBe(losses.toSorted((one, other) => one - other)[1]);
    expect(losses[folds!.kept_run]).toBe(metrics.val_loss);
    const leftOut = [folds!.kept_run + 1];
    expect(metrics.validation_cells.map(({ battery_id }) => battery_id)).toEqual(leftOut);
    expect(evaluation?.validation_cells).toEqual(leftOut);
    expect(metrics.intervals?.cells).toBe(3);
    expect((await modelIn(folder)).description.metrics).toEqual(metrics);
  });

  test('says before its first epoch what all runs together are judged by', async () => {
    const messages = await trainToEnd(await jobFolder(cells, leaveOneOut()));
    const prepared = messages.find((message) => message.type === 'prepared');
    expect(prepared?.evaluation).toMatchObject({ training_cells: [1, 2, 3], validation_cells: [1, 2, 3] });
    const { folds } = endOf(messages).metrics;
    const ridge = prepared?.evaluation.references.find(({ name }) => name === 'ridge');
    const ofCells = folds!.cells.map(({ ridge_soh_mape }) => ridge_soh_mape.mean!);
    expect(ridge?.val_soh_mape).toBeCloseTo(ofCells.reduce((sum, mape) => sum + mape, 0) / 3, 9);
  });

  test('tells the log what runs, and in the end how each cell fared', async () => {
    const lines = logsOf(await trainToEnd(await jobFolder(cells, leaveOneOut())));
    expect(lines[0]).toMatch(/missing from this installation/);
    expect(lines[1]).toMatch(/^INFO 3 runs: each battery validates once .* with seed 1\./);
    expect(lines).toContainEqual(expect.stringMatching(/^INFO Epoch 4\/4 - Loss: .* ± .* - Val Loss: .* ± /));
    for (const { cell } of cells) {
      const start = `INFO "${cell.name}" (battery ${cell.battery_id}): SoH off by `;
      expect(lines.filter((line) => line.startsWith(start))).toHaveLength(1);
    }
    expect(lines).toContainEqual(expect.stringMatching(/^INFO Over the 3 runs: SoH off by .* ± .* %/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^INFO The model is run \d \(without "cell \d"\), the run with the median/),
    );
  });

  test('is stopped at once, and leaves no model', async () => {
    const folder = await jobFolder(cells, leaveOneOut({ epochs: 100_000 }));
    const { child, messages, ended } = startTrainer(folder);
    await firstEpoch(child);
    const askedMs = performance.now();
    child.send({ type: 'stop' });
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - askedMs).toBeLessThan(withinMs(1000));
    expect(messages.at(-1)).toEqual({ type: 'stopped' });
    expect(existsSync(join(folder, 'model.safetensors'))).toBe(false);
  });

  test('fails as a whole where one cell cannot be reckoned with, and names it', async () => {
    const huge = cells.map((one, place) =>
      place === 2 ? { ...one, capacityAh: one.capacityAh.map((value) => value * 1e200) } : one,
    );
    const messages = await trainToEnd(await jobFolder(huge, leaveOneOut({ epochs: 2 })));
    expect(messages.at(-1)).toEqual({
      type: 'failed',
      error_message: expect.stringMatching(/^Cycle 1 of "cell 3" .* which no cell has/),
    });
  });
});

describe('a run inside a job with folds', () => {
  test('has its best epoch chosen by the other runs, so that its own cell chose nothing', async () => {
    const epochs = 25;
    const whole = await trainToModel(
      await jobFolder(cells, leaveOneOut({ seed: 5, epochs, learning_rate: 0.02 })),
    );
    const curves: number[][] = [];
    for (const { cell } of cells) {
      const hyperparams = { epochs, learning_rate: 0.02, seed: 5, validation_battery_ids: [cell.battery_id] };
      const messages = await trainToEnd(await jobFolder(cells, { hyperparams }));
      curves.push(epochsOf(messages).map(({ val_loss: loss }) => loss!));
    }
    for (const [run, { best_epoch: epoch, val_loss: loss }] of whole.metrics.folds!.runs.entries()) {
      const others = curves.filter((_, other) => other !== run);
      const means = curves[0]!.map(
        (_, at) => others.reduce((sum, curve) => sum + curve[at]!, 0) / others.length,
      );
      expect(epoch).toBe(means.indexOf(Math.min(...means)) + 1);
      expect(loss).toBe(curves[run]![epoch - 1]);
    }
    expect(whole.metrics.measured_on).toBe('left_out');
  });

  test('does, to the bit, the steps of the single training without that cell', async () => {
    const folder = await jobFolder(cells, leaveOneOut({ seed: 5 }));
    const { metrics } = await trainToModel(folder);
    const [left] = metrics.folds!.runs[metrics.folds!.kept_run]!.validation_cells;
    const single = await jobFolder(cells, {
      hyperparams: { epochs: 4, seed: 5, validation_battery_ids: [left] },
    });
    const alone = await trainToModel(single);
    const [one, other] = [await modelIn(folder), await modelIn(single)];
    expect(one.weights).toEqual(other.weights);
    expect(one.scaler).toEqual(other.scaler);
    expect({ ...metrics, folds: null, intervals: null, verdict: [] }).toEqual({
      ...alone.metrics,
      measured_on: 'left_out',
      intervals: null,
      verdict: [],
    });
  });

  test('is, to the bit, the single training with that seed on the same split', async () => {
    const folder = await jobFolder(cells, { hyperparams: { epochs: 4, seed: 5, folds: 3 } });
    const { metrics } = await trainToModel(folder);
    const { seed, validation_cells } = metrics.folds!.runs[metrics.folds!.kept_run]!;
    const single = await jobFolder(cells, {
      hyperparams: { epochs: 4, seed, validation_battery_ids: validation_cells },
    });
    await trainToModel(single);
    expect((await modelIn(folder)).weights).toEqual((await modelIn(single)).weights);
  });

  test('the same seed gives the same bytes', async () => {
    const folders = [await jobFolder(cells, leaveOneOut()), await jobFolder(cells, leaveOneOut())];
    for (const folder of folders) await trainToModel(folder);
    const [one, other] = await Promise.all(
      folders.map((folder) => readFile(join(folder, 'model.safetensors'))),
    );
    expect(one!.equals(other!)).toBe(true);
  });
});

test('real cells: each XJTU 2C cell, left out once, is predicted within 3 % after four epochs', async ({
  skip,
}) => {
  const files = [1, 2, 3, 5, 6, 7].map((number) => `xjtu/2C_battery-${number}.csv`);
  const isThere = files.every((file) => existsSync(join(sharedData, file)));
  skip(!isThere, 'the XJTU cells are not at ../shared/data');
  const real = files.map((file, place) => realCell(place + 1, file, 2));
  const { metrics } = await trainToModel(await jobFolder(real, leaveOneOut()));
  const { folds, intervals } = metrics;
  expect(folds?.cells.map(({ runs }) => runs)).toEqual([1, 1, 1, 1, 1, 1]);
  for (const { soh_mape } of folds!.cells) expect(soh_mape.mean).toBeLessThan(3);
  expect(folds!.val_soh_mape.mean).toBeLessThan(1.5);
  expect(intervals?.cells).toBe(6);
});
