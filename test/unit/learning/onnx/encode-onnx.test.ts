import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import type { MeasuredCell } from '../../../../src/learning/files/cell-arrays.ts';
import { buildDataset } from '../../../../src/learning/data/dataset.ts';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import type { Engine } from '../../../../src/learning/engines/engine.ts';
import { createWasmEngine } from '../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import type { TrainedModel } from '../../../../src/learning/files/model-file.ts';
import { encodeOnnx } from '../../../../src/learning/onnx/encode-onnx.ts';
import { predictCells } from '../../../../src/learning/predict.ts';
import { createRandom } from '../../../../src/shared/domain/random.ts';
import { sampleCells } from '../../../../src/shared/domain/sample-cells.ts';
import { simulateCell } from '../../../../src/cells/samples/simulate-cell.ts';
import { readKernels } from '../../../support/kernel-lab.ts';
import { madeUpCell, realCell } from '../../../support/measured-cells.ts';
import { type ModelWish, runOnnx, trainModel } from '../../../support/onnx-lab.ts';
import { sharedData } from '../../../support/program.ts';

/** Of SoH as it is, and of RUL as a share of the greatest RUL of the cells. */
const tolerance = 1e-5;

const algorithms: readonly Omit<ModelWish, 'targets'>[] = [
  { algorithm: 'baseline' },
  { algorithm: 'bilstm', hyperparams: { hidden_size: 24, window: 12 } },
  { algorithm: 'deephpm' },
];
const wishes = algorithms.flatMap((wish): ModelWish[] => [
  { ...wish, targets: ['soh', 'rul'] },
  { ...wish, targets: ['soh'] },
]);
const named = wishes.map(
  (wish) => [`${wish.algorithm ?? ''} of ${wish.targets.join(' and ')}`, wish] as const,
);

/** Both reach their end of life, so that there is a RUL. */
const realCells = [
  ['xjtu/R2.5_battery-1.csv', 2],
  ['tju/Dataset_1_NCA_battery/CY25-025_1-#6.csv', 3.5],
] as const;

const wasmEngine = createWasmEngine({ wasmBytes: readKernels('simd'), build: 'simd', threads: 1 });

interface Distance {
  readonly soh: number;
  /** As a share of the greatest RUL of the cells; 0 for a model without. */
  readonly rul: number;
}

/** Largest distance of the file's answers from an engine's, over all cells. */
async function distanceFrom(
  engine: Engine,
  model: TrainedModel,
  cells: readonly MeasuredCell[],
): Promise<Distance> {
  const bytes = encodeOnnx(model);
  const greatestRul = Math.max(1, ...buildDataset(cells, []).rul.filter((cycles) => !Number.isNaN(cycles)));
  const expected = await predictCells(model, cells, engine);
  const distance = { soh: 0, rul: 0 };
  for (const [place, cell] of cells.entries()) {
    const answer = await runOnnx(bytes, model, cell);
    const { soh, rul } = expected[place]!;
    expect(answer.rul === null).toBe(rul === null);
    distance.soh = Math.max(distance.soh, greatestDistance(answer.soh, soh));
    if (rul) distance.rul = Math.max(distance.rul, greatestDistance(answer.rul!, rul) / greatestRul);
  }
  return distance;
}

function greatestDistance(answers: readonly number[], expected: Float64Array): number {
  expect(answers.length).toBe(expected.length);
  return Math.max(...answers.map((value, row) => Math.abs(value - expected[row]!)));
}

/** The cell with every value of a feature column as `change` gives it. */
function withFeatures(
  measured: MeasuredCell,
  change: (value: number, column: number, row: number) => number,
): MeasuredCell {
  const width = measured.cell.feature_names.length;
  const features = measured.features.map((value, at) => change(value, at % width, Math.floor(at / width)));
  return { ...measured, features };
}

function sampleCell(place: number): MeasuredCell {
  const { filename, lifeCycles } = sampleCells[place]!;
  const arrays = simulateCell({ lifeCycles }, createRandom(2026, place));
  const made = madeUpCell({ batteryId: place + 1, rowCount: 1, featureNames: arrays.featureNames });
  return { ...arrays, cell: { ...made.cell, name: filename, nominal_capacity_ah: 2 } };
}

async function expectSameAnswers(model: TrainedModel, cells: readonly MeasuredCell[]): Promise<void> {
  // Without any spread of the targets every answer would be the mean.
  expect(Math.min(...model.scaler.targets.deviation)).toBeGreaterThan(0);
  for (const engine of [referenceEngine, wasmEngine]) {
    const distance = await distanceFrom(engine, model, cells);
    expect(distance.soh, engine.name).toBeLessThan(tolerance);
    expect(distance.rul, engine.name).toBeLessThan(tolerance);
  }
}

describe.each(named)('%s answers as the engines do', (_, wish) => {
  test('on the sample cells', async () => {
    const cells = [sampleCell(0), sampleCell(1)];
    const model = await trainModel(wasmEngine, cells, wish);
    await expectSameAnswers(model, cells);
  });

  test('where features are missing', async () => {
    const cells = [1, 2].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));
    const holes = cells.map((cell) =>
      withFeatures(cell, (value, column, row) =>
        (row + column) % 5 === 0 ? Number.NaN : row === 7 ? Number.POSITIVE_INFINITY : value,
      ),
    );
    await expectSameAnswers(await trainModel(wasmEngine, cells, wish), holes);
  });

  test('far outside of what it was trained on', async () => {
    const cells = [madeUpCell({ batteryId: 1, rowCount: 60 })];
    const model = await trainModel(wasmEngine, cells, wish);
    const outside = cells.map((cell) =>
      withFeatures(cell, (value, column, row) => value + (row % 3 === 0 ? 1e6 : -1e30) * (column + 1)),
    );
    await expectSameAnswers(model, outside);
  });

  test('with a column that never changed in training, whatever it is now', async () => {
    const cells = [madeUpCell({ batteryId: 1, rowCount: 60 })];
    const constant = cells.map((cell) => withFeatures(cell, (value, column) => (column === 0 ? 4.2 : value)));
    const model = await trainModel(wasmEngine, constant, wish);
    expect(model.scaler.inputs.deviation[0]).toBe(0);
    await expectSameAnswers(model, constant);
    await expectSameAnswers(model, cells);
  });

  test('on large numbers close to each other, which float32 would blur', async () => {
    const cells = [madeUpCell({ batteryId: 1, rowCount: 60 })].map((cell) =>
      withFeatures(cell, (_value, column, row) => 1e6 + ((row * (column + 3)) % 17) / 8000),
    );
    await expectSameAnswers(await trainModel(wasmEngine, cells, wish), cells);
  });

  test('on real cells', async (context) => {
    if (!realCells.every(([file]) => existsSync(join(sharedData, file))))
      context.skip('the XJTU and TJU cells do not lie beside the project');
    for (const [file, nominalCapacityAh] of realCells) {
      const cells = [realCell(1, file, nominalCapacityAh)];
      const model = await trainModel(wasmEngine, cells, wish);
      await expectSameAnswers(model, cells);
    }
  });
});

test('a file describes itself: what goes in, what comes out, in which units', async () => {
  const cells = [madeUpCell({ batteryId: 1, rowCount: 40, featureNames: ['Ladezeit "CC" (s)', 'µ'] })];
  const model = await trainModel(wasmEngine, cells, wishes[2]!);
  const session = await InferenceSession.create(encodeOnnx(model));
  expect(session.inputMetadata).toEqual([
    { name: 'window', isTensor: true, type: 'float64', shape: ['rows', 12, 3] },
  ]);
  expect(session.outputMetadata).toEqual([
    { name: 'soh', isTensor: true, type: 'float32', shape: ['rows'] },
    { name: 'rul', isTensor: true, type: 'float32', shape: ['rows'] },
  ]);
  await session.release();
});

test('the same model gives the same bytes', async () => {
  const model = await trainModel(wasmEngine, [madeUpCell({ batteryId: 1, rowCount: 40 })], wishes[0]!);
  expect(encodeOnnx(model)).toEqual(encodeOnnx(model));
});
