/** The rows of the data set in memory: one record per row, inputs, targets and mask each padded to 8 floats. */
import type { NetworkPlan, PreparedRows } from '../engine.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { paddedTo8 } from './panel.ts';
import type { RecordAddress } from './records.ts';

export interface DataSetLayout {
  readonly record: RecordAddress<'DataSet'>;
  readonly rowIndices: number;
  /** The most rows that one call of a kernel takes. */
  readonly batchRows: number;
  write(buffer: ArrayBufferLike): void;
}

type Widths = Pick<NetworkPlan, 'inputWidth' | 'outputWidth'>;

export function reserveDataSet(
  memory: MemoryPlan,
  { inputWidth, outputWidth }: Widths,
  rows: PreparedRows,
  batchRows: number,
): DataSetLayout {
  const recordFloats = paddedTo8(inputWidth) + 2 * paddedTo8(outputWidth);
  const records = memory.reserve(rows.rowCount * recordFloats * 4);
  const cellStart = memory.reserve(rows.rowCount * 4);
  const rowIndices = memory.reserve(batchRows * 4);
  return {
    record: memory.record('DataSet', {
      records,
      recordBytes: recordFloats * 4,
      inputs: inputWidth,
      outputs: outputWidth,
      cellStart,
      rowIndices,
    }),
    rowIndices,
    batchRows,
    write(buffer) {
      writeRecords(
        new Float32Array(buffer, records, rows.rowCount * recordFloats),
        rows,
        inputWidth,
        outputWidth,
      );
      new Int32Array(buffer, cellStart, rows.rowCount).set(rows.cellStart);
    },
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
