/** The rows of the data set in memory: one record per row, inputs, targets and mask each padded to 8 floats. */
import type { NetworkPlan, PreparedRows } from '../engine.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { paddedTo8 } from './panel.ts';
import type { RecordAddress } from './records.ts';

type Widths = Pick<NetworkPlan, 'inputWidth' | 'outputWidth'>;
/** All that a layout depends on. */
export type RowCount = Pick<PreparedRows, 'rowCount'>;

/** Rows that several networks may share: written once, never changed. */
export interface RowTable {
  readonly widths: Widths;
  readonly records: number;
  readonly cellStart: number;
  /** `rows`: those it was reserved for. */
  write(buffer: ArrayBufferLike, rows: PreparedRows): void;
}

/** What one network needs to read a table: which rows it is to take next is its own. */
export interface DataSetLayout {
  readonly record: RecordAddress<'DataSet'>;
  readonly rowIndices: number;
  /** The most rows that one call of a kernel takes. */
  readonly batchRows: number;
}

const recordFloatsOf = ({ inputWidth, outputWidth }: Widths): number =>
  paddedTo8(inputWidth) + 2 * paddedTo8(outputWidth);

export function reserveRows(memory: MemoryPlan, widths: Widths, { rowCount }: RowCount): RowTable {
  const recordFloats = recordFloatsOf(widths);
  const records = memory.reserve(rowCount * recordFloats * 4);
  const cellStart = memory.reserve(rowCount * 4);
  return {
    widths,
    records,
    cellStart,
    write(buffer, rows) {
      const floats = new Float32Array(buffer, records, rowCount * recordFloats);
      writeRecords(floats, rows, widths.inputWidth, widths.outputWidth);
      new Int32Array(buffer, cellStart, rowCount).set(rows.cellStart);
    },
  };
}

export function reserveDataSet(
  memory: MemoryPlan,
  { widths, records, cellStart }: RowTable,
  batchRows: number,
): DataSetLayout {
  const rowIndices = memory.reserve(batchRows * 4);
  return {
    record: memory.record('DataSet', {
      records,
      recordBytes: recordFloatsOf(widths) * 4,
      inputs: widths.inputWidth,
      outputs: widths.outputWidth,
      cellStart,
      rowIndices,
    }),
    rowIndices,
    batchRows,
  };
}

function writeRecords(
  floats: Float32Array,
  rows: PreparedRows,
  inputWidth: number,
  outputWidth: number,
): void {
  const targetsAt = paddedTo8(inputWidth);
  const maskAt = targetsAt + paddedTo8(outputWidth);
  const recordFloats = maskAt + paddedTo8(outputWidth);
  for (let row = 0; row < rows.rowCount; row++) {
    const record = row * recordFloats;
    floats.set(rows.inputs.subarray(row * inputWidth, (row + 1) * inputWidth), record);
    floats.set(rows.targets.subarray(row * outputWidth, (row + 1) * outputWidth), record + targetsAt);
    floats.set(rows.mask.subarray(row * outputWidth, (row + 1) * outputWidth), record + maskAt);
  }
}
