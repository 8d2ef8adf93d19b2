/** ONNX files run by onnxruntime, as somebody without this program would, and quickly trained models to make them of. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { initialWeights } from '../../src/learning/methods/initial-weights.ts';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { buildDataset } from '../../src/learning/data/dataset.ts';
import type { Engine, NetworkPlan, PreparedRows, Weights } from '../../src/learning/engines/engine.ts';
import type { TrainedModel } from '../../src/learning/files/model-file.ts';
import { fitScaler, prepareRows } from '../../src/learning/data/prepare-rows.ts';
import { modelDescriptionSchema, type TargetName } from '../../src/shared/contract/model-file.ts';
import { jobSpecOf, type JobWish } from './job-folder.ts';
import { newModel } from './new-model.ts';
import { openSingleRun } from './single-run.ts';

export interface ModelWish extends JobWish {
  readonly targets: readonly TargetName[];
}

const hiddenWidth = 64;
const inputLimit = 8;

/** A model of these cells, all their rows trained on for a moment: enough that every weight counts. */
export async function trainModel(
  engine: Engine,
  cells: readonly MeasuredCell[],
  { targets, ...wish }: ModelWish,
): Promise<TrainedModel> {
  const spec = jobSpecOf(cells, wish);
  const features = cells[0]?.cell.feature_names ?? [];
  const dataset = buildDataset(cells, features);
  const everyRow = Int32Array.from({ length: dataset.rowCount }, (_, row) => row);
  const scaler = fitScaler(dataset, targets, everyRow, inputLimit);
  const description = modelDescriptionSchema.parse({
    format: 'cellwright-model-1',
    program_version: '1.2.3',
    engine: engine.name,
    hidden_width: hiddenWidth,
    features,
    targets,
    input_limit: inputLimit,
    cells: spec.cells,
    metrics: newModel().metrics,
    algorithm: spec.algorithm,
    hyperparams: spec.hyperparams,
  });
  const plan = { choice: spec, inputWidth: features.length + 1, outputWidth: targets.length, hiddenWidth };
  const weights = await trainWeights(engine, plan, prepareRows(dataset, targets, scaler).rows);
  return { description, scaler, weights };
}

async function trainWeights(engine: Engine, plan: NetworkPlan, rows: PreparedRows): Promise<Weights> {
  const network = await openSingleRun(engine, plan, rows);
  try {
    await network.writeWeights(initialWeights(plan, 5));
    for (let step = 0; step < 150; step += 1) {
      await network.trainBatch(
        Int32Array.from({ length: 32 }, (_, at) => ((step * 32 + at) * 7) % rows.rowCount),
        0.003,
      );
    }
    return await network.readWeights();
  } finally {
    await network.close();
  }
}

export interface OnnxAnswer {
  readonly soh: readonly number[];
  readonly rul: readonly number[] | null;
}

/** The file's answers for every row of a cell, the inputs laid out as its documentation says. */
export async function runOnnx(
  bytes: Uint8Array,
  { description }: TrainedModel,
  cell: MeasuredCell,
): Promise<OnnxAnswer> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  try {
    const { inputs: rows } = buildDataset([cell], description.features);
    const width = description.features.length + 1;
    const rowCount = rows.length / width;
    const feeds =
      description.algorithm === 'bilstm'
        ? { window: windowsOf(rows, width, description.hyperparams.window) }
        : { inputs: new Tensor('float64', rows, [rowCount, width]) };
    const answers = await session.run(feeds);
    return { soh: numbersOf(answers['soh']), rul: answers['rul'] ? numbersOf(answers['rul']) : null };
  } finally {
    await session.release();
  }
}

/** [rows, W, I], oldest first; cycles before the first repeat the first. */
function windowsOf(rows: Float64Array, width: number, window: number): Tensor {
  const rowCount = rows.length / width;
  const values = new Float64Array(rowCount * window * width);
  for (let row = 0; row < rowCount; row += 1) {
    for (let step = 0; step < window; step += 1) {
      const from = Math.max(0, row - (window - 1 - step)) * width;
      values.set(rows.subarray(from, from + width), (row * window + step) * width);
    }
  }
  return new Tensor('float64', values, [rowCount, window, width]);
}

function numbersOf(tensor: Tensor | undefined): number[] {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the file does not answer with float32');
  if (tensor.dims.length !== 1) throw new Error(`expected one value a row, got [${tensor.dims.join(', ')}]`);
  return [...tensor.data];
}
