/** SoH and RUL of measured cells by a trained model, in physical units. */
import type { SpecCell } from '../shared/contract/job-spec.ts';
import type { ModelDescription } from '../shared/contract/model-file.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { MeasuredCell } from './files/cell-arrays.ts';
import { buildDataset } from './data/dataset.ts';
import type { Engine, PreparedRows } from './engines/engine.ts';
import { initialState } from './engines/training-state.ts';
import { planOfModel, type TrainedModel } from './files/model-file.ts';
import { prepareRows } from './data/prepare-rows.ts';
import { restoreTargets } from './data/scaler.ts';

export interface CellPrediction {
  readonly batteryId: number;
  /** [rows] */
  readonly cycleIndex: Float64Array;
  /** [rows] fraction of nominal capacity */
  readonly soh: Float64Array;
  /** [rows] cycles; null for a model that was trained without any RUL */
  readonly rul: Float64Array | null;
}

/** Throws AppError when a cell lacks a column that the model needs. Only the past of a row is looked at. */
export async function predictCells(
  model: TrainedModel,
  cells: readonly MeasuredCell[],
  engine: Engine,
): Promise<readonly CellPrediction[]> {
  const { description, scaler } = model;
  for (const { cell } of cells) {
    const reason = whyUnreadable(description, cell);
    if (reason !== null) throw new AppError('VALIDATION_ERROR', reason);
  }
  const dataset = buildDataset(cells, description.features);
  const { rows } = prepareRows(dataset, description.targets, scaler);
  const everyRow = Int32Array.from({ length: rows.rowCount }, (_, row) => row);
  const values = await predictPrepared(model, rows, everyRow, engine);
  return dataset.cells.map(({ batteryId, start, rowCount }, index) => ({
    batteryId,
    cycleIndex: cells[index]?.cycleIndex ?? new Float64Array(),
    soh: column(values, description, 'soh').subarray(start, start + rowCount),
    rul: description.targets.includes('rul')
      ? column(values, description, 'rul').subarray(start, start + rowCount)
      : null,
  }));
}

/** Predictions [wanted.length, O] of rows that are standardised already, in physical units. */
export async function predictPrepared(
  { description, scaler, weights }: TrainedModel,
  rows: PreparedRows,
  wanted: Int32Array,
  engine: Engine,
): Promise<Float64Array> {
  const set = await engine.open(planOfModel(description), [rows]);
  try {
    await set.write(0, initialState(weights));
    const predict = (chunk: Int32Array) => set.predict(0, chunk);
    const standardised = await predictRows(predict, wanted, description.targets.length);
    return restoreTargets(standardised, scaler.targets);
  } finally {
    await set.close();
  }
}

/** Rows of one call of the engine: few enough that a caller can do something else in between. */
const rowsPerCall = 256;

/** Predictions [rows.length, O], standardised; `pause` is awaited between calls of the engine. */
export async function predictRows(
  predict: (rowIndices: Int32Array) => Promise<Float64Array>,
  rows: Int32Array,
  outputWidth: number,
  pause?: () => Promise<void>,
): Promise<Float64Array> {
  const predictions = new Float64Array(rows.length * outputWidth);
  for (let start = 0; start < rows.length; start += rowsPerCall) {
    predictions.set(await predict(rows.subarray(start, start + rowsPerCall)), start * outputWidth);
    await pause?.();
  }
  return predictions;
}

/** One target out of [rows, O]. */
const column = (values: Float64Array, { targets }: ModelDescription, name: 'soh' | 'rul'): Float64Array =>
  values.filter((_, index) => targets[index % targets.length] === name);

/** In words, why the model cannot read the cell's rows: columns that are not there; null where it can. */
export function whyUnreadable(
  { features }: ModelDescription,
  { name, feature_names: present }: Pick<SpecCell, 'name' | 'feature_names'>,
): string | null {
  const missing = features.filter((feature) => !present.includes(feature));
  if (missing.length === 0) return null;
  return (
    `Battery "${name}" lacks ${missing.map((feature) => `"${feature}"`).join(', ')}, which this model was trained ` +
    'with; choose a model trained on the columns that this battery has.'
  );
}
