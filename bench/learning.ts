/**
 * What the algorithms learn: trained through the API on the XJTU 2C cells but the last two, which the program never
 * sees, and judged on those two. Ridge regression stands beside them, fitted on the same rows with the same scaler.
 */
import { basename } from 'node:path';
import { z } from 'zod';
import type { MeasuredCell } from '../src/learning/files/cell-arrays.ts';
import { buildDataset } from '../src/learning/data/dataset.ts';
import { referenceEngine } from '../src/learning/engines/reference/reference-engine.ts';
import { targetErrors } from '../src/learning/judging/metrics/target-errors.ts';
import { decodeModel, type TrainedModel } from '../src/learning/files/model-file.ts';
import { predictCells } from '../src/learning/predict.ts';
import { modelSchema, type Model } from '../src/shared/contract/model.ts';
import { startProgram } from '../test/support/program.ts';
import { call, waitForJob } from '../test/support/rest-client.ts';
import { cellPaths, readCell, uploadCell } from './cells.ts';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { ridgePredictions } from './ridge-reference.ts';
import { algorithms } from './shapes.ts';

const heldOutCount = 2;
const epochs = 100;
/** The first is the default; the others say how much of a number is the luck of the draw. */
const seeds = [1, 2, 3, 4, 5];
const createdSchema = z.object({ id: z.int() });

interface Trained {
  readonly model: Model;
  readonly file: TrainedModel;
  readonly seconds: number;
}

export async function printLearning(dataFolder: string): Promise<void> {
  const paths = await cellPaths(dataFolder, '2C_');
  const known = await Promise.all(
    paths.slice(0, -heldOutCount).map((path, index) => readCell(path, index + 1)),
  );
  const heldOut = await Promise.all(
    paths.slice(-heldOutCount).map((path, index) => readCell(path, known.length + index + 1)),
  );
  const trained = await trainAll(paths.slice(0, -heldOutCount));
  const rows: string[][] = [];
  for (const algorithm of algorithms) {
    rows.push(
      await algorithmRow(
        trained.filter(({ model }) => model.algorithm === algorithm),
        heldOut,
      ),
    );
  }
  rows.push(ridgeRow(trained[0], known, heldOut));
  const names = heldOut.map(({ cell }) => cell.name);
  const header = [
    'SoH MAPE, %',
    ...names,
    'both',
    'validation cell',
    'best epoch',
    'seconds',
    'both, five seeds',
  ];
  console.log(`\nTrained on ${known.map(({ cell }) => cell.name).join(', ')}, of which one validates.\n`);
  console.log(markdownTable(header, rows));
}

/** The default seed cell by cell, and over all seeds the mean of both cells with its range. */
async function algorithmRow(
  trained: readonly Trained[],
  heldOut: readonly MeasuredCell[],
): Promise<string[]> {
  const errors: number[][] = [];
  for (const { file } of trained) {
    const predictions = await predictCells(file, heldOut, referenceEngine);
    errors.push(heldOut.map((cell, index) => mapeOf(cell, predictions[index]?.soh ?? [])));
  }
  const [first] = trained;
  const [firstErrors = []] = errors;
  if (first === undefined) return [];
  const { model, seconds } = first;
  const means = errors.map(meanOf);
  return [
    model.algorithm,
    ...[...firstErrors, meanOf(firstErrors), model.metrics.val_soh_mape ?? NaN].map(twoDigits),
    `${model.metrics.best_epoch} of ${model.metrics.epochs_run}`,
    threeDigits(seconds),
    `${twoDigits(meanOf(means))} (${twoDigits(Math.min(...means))}–${twoDigits(Math.max(...means))})`,
  ];
}

/** One job after the other, in a program of their own. */
async function trainAll(paths: readonly string[]): Promise<readonly Trained[]> {
  const program = await startProgram();
  try {
    const batteryIds: number[] = [];
    for (const path of paths) {
      console.error(`importing ${basename(path)}`);
      batteryIds.push(await uploadCell(program.api, path));
    }
    const trained: Trained[] = [];
    const runs = algorithms.flatMap((algorithm) => seeds.map((seed) => ({ algorithm, seed })));
    for (const { algorithm, seed } of runs) {
      console.error(`training ${algorithm}, seed ${seed}`);
      const job = { algorithm, battery_ids: batteryIds, hyperparams: { epochs, seed } };
      trained.push(await train(program.api, job));
    }
    return trained;
  } finally {
    await program.stop();
  }
}

async function train(api: string, job: unknown): Promise<Trained> {
  const startedAt = performance.now();
  const { body } = await call('POST', `${api}/training-jobs`, job);
  const finished = await waitForJob(api, createdSchema.parse(body).id);
  const seconds = (performance.now() - startedAt) / 1000;
  const { model_id: modelId, error_message: errorMessage } = finished.job;
  if (modelId === null) throw new Error(`the job left no model: ${errorMessage ?? 'it does not say why'}`);
  const model = modelSchema.parse((await call('GET', `${api}/models/${modelId}`)).body);
  const download = await fetch(`${api}/models/${modelId}/download`);
  return { model, file: decodeModel(new Uint8Array(await download.arrayBuffer())), seconds };
}

/** Judged like the models: the penalty is the one that does best on the model's validation cells. */
function ridgeRow(
  trained: Trained | undefined,
  known: readonly MeasuredCell[],
  heldOut: readonly MeasuredCell[],
): string[] {
  if (trained === undefined) return [];
  const { model, file } = trained;
  const training = known.filter(({ cell }) => model.metrics.training_cells.includes(cell.battery_id));
  const validating = known.filter(({ cell }) => !model.metrics.training_cells.includes(cell.battery_id));
  const { penalty, predict } = ridgePredictions(file, training, validating);
  const errors = heldOut.map((cell) => mapeOf(cell, predict(cell)));
  const validation = meanOf(validating.map((cell) => mapeOf(cell, predict(cell))));
  const numbers = [...errors, meanOf(errors), validation].map(twoDigits);
  return [`ridge, λ = ${penalty}`, ...numbers, '–', '–', '–'];
}

/** SoH, percent. */
function mapeOf(cell: MeasuredCell, predictedSoh: ArrayLike<number>): number {
  const { soh } = buildDataset([cell], []);
  return targetErrors(soh, predictedSoh).mape ?? NaN;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function twoDigits(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(2);
}
