/** A cell's arrays as the file that trainers read (layout: job-spec.ts), named by the SHA-256 of its bytes. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../learning/files/safetensors.ts';
import type { BatteryArrays } from '../shared/domain/battery-arrays.ts';
import { hashOfBytes } from './stored-file.ts';

/** Name of the file that holds the arrays with this hash. */
export const cellFileName = (datasetHash: string): string => `${datasetHash}.safetensors`;

/** The same cycles under the same column names give the same bytes, whatever the cell is called. */
function encodeCell(arrays: BatteryArrays): Uint8Array {
  const rowCount = arrays.cycleIndex.length;
  return encodeSafetensors(
    new Map([
      ['cycle_index', { shape: [rowCount], values: arrays.cycleIndex }],
      ['capacity_ah', { shape: [rowCount], values: arrays.capacityAh }],
      ['features', { shape: [rowCount, arrays.featureNames.length], values: arrays.features }],
    ]),
    { feature_names: JSON.stringify(arrays.featureNames) },
  );
}

/** Writes the file into `folder`, on disk for certain when it returns; answers the hash. */
export async function writeCellFile(folder: string, arrays: BatteryArrays): Promise<string> {
  const bytes = encodeCell(arrays);
  const datasetHash = hashOfBytes(bytes);
  const file = await open(join(folder, cellFileName(datasetHash)), 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return datasetHash;
}
