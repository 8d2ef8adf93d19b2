/** The stored measurements of one cell, read from `arrays/<dataset_hash>.safetensors` and checked before they are used. */
import type { SpecCell } from '../../shared/contract/job-spec.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { decodeSafetensors, type StoredTensor } from './safetensors.ts';

/** One cell with its measurements; F is the number of its own feature columns. */
export interface MeasuredCell {
  readonly cell: SpecCell;
  /** [rows] in rising order */
  readonly cycleIndex: Float64Array;
  /** [rows] Ah; NaN where it was not measured */
  readonly capacityAh: Float64Array;
  /** [rows, F] row-major; NaN = missing */
  readonly features: Float64Array;
}

/** Throws AppError in plain words when the bytes are not what the spec promises of this cell. */
export function readCellArrays(bytes: Uint8Array, cell: SpecCell): MeasuredCell {
  const tensors = decode(bytes, cell);
  const cycleIndex = valuesOf(tensors, 'cycle_index', cell);
  const capacityAh = valuesOf(tensors, 'capacity_ah', cell);
  const features = valuesOf(tensors, 'features', cell);
  const rowCount = cycleIndex.length;
  if (rowCount === 0) throw damaged(cell, 'there are no cycles in it');
  if (capacityAh.length !== rowCount || features.length !== rowCount * cell.feature_names.length) {
    throw damaged(cell, 'its columns are not equally long');
  }
  if (!isRising(cycleIndex)) throw damaged(cell, 'its cycle numbers do not rise from row to row');
  return { cell, cycleIndex, capacityAh, features };
}

function decode(bytes: Uint8Array, cell: SpecCell): ReadonlyMap<string, StoredTensor> {
  try {
    return decodeSafetensors(bytes).tensors;
  } catch (error) {
    throw damaged(cell, error instanceof Error ? error.message : 'it cannot be read');
  }
}

function valuesOf(tensors: ReadonlyMap<string, StoredTensor>, name: string, cell: SpecCell): Float64Array {
  const tensor = tensors.get(name);
  if (!tensor) throw damaged(cell, `the column ${name} is missing`);
  return Float64Array.from(tensor.values);
}

const isRising = (values: Float64Array): boolean =>
  values.every((value, row) => Number.isFinite(value) && (row === 0 || value > (values[row - 1] ?? 0)));

const damaged = (cell: SpecCell, reason: string): AppError =>
  new AppError(
    'INVALID_FILE_FORMAT',
    `The stored cycles of battery ${cell.battery_id} ("${cell.name}") are damaged: ${reason}. ` +
      'Delete this battery, upload its file again and start a new job.',
  );
