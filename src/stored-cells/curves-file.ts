/** A cell's curves as a file beside its arrays: for people to look at, never read by a trainer. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../learning/files/safetensors.ts';
import { hashOfBytes } from './stored-file.ts';
import type { CellCurves } from '../cells/cell-content.ts';

/** Name of the file with the curves of the cell whose arrays have this hash. */
export const curvesFileName = (datasetHash: string): string => `${datasetHash}.curves.safetensors`;

function encodeCurves(curves: CellCurves): Uint8Array {
  const series = (values: Float32Array | Float64Array) => ({ shape: [values.length], values });
  return encodeSafetensors(
    new Map([
      ['cycle_offsets', series(curves.cycleOffsets)],
      ['time_s', series(curves.timeS)],
      ['voltage_v', series(curves.voltageV)],
      ['current_a', series(curves.currentA)],
      ['temperature_c', series(curves.temperatureC)],
    ]),
    {},
  );
}

/** On disk for certain when it returns; answers the SHA-256 of its bytes. */
export async function writeCurvesFile(
  folder: string,
  datasetHash: string,
  curves: CellCurves,
): Promise<string> {
  const bytes = encodeCurves(curves);
  const file = await open(join(folder, curvesFileName(datasetHash)), 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return hashOfBytes(bytes);
}
