/** The XJTU cells as files: named in order, read the way the program reads them, uploaded the way a user does. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { MeasuredCell } from '../src/learning/files/cell-arrays.ts';
import { readCells } from '../src/importer/import-file.ts';
import { upload } from '../test/support/rest-client.ts';

const nominalCapacityAh = 2;
const uploadedSchema = z.object({ id: z.int() });

/** Paths of `<data>/xjtu/*.csv` that begin with the prefix, numbers in numeric order. */
export async function cellPaths(dataFolder: string, prefix: string): Promise<readonly string[]> {
  const folder = join(dataFolder, 'xjtu');
  const names = await readdir(folder).catch((error: unknown) => {
    throw new Error(`${folder} cannot be read; --data names the folder that holds xjtu`, { cause: error });
  });
  return names
    .filter((name) => name.startsWith(prefix) && name.endsWith('.csv'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}

/** Answers the battery's id. */
export async function uploadCell(api: string, path: string): Promise<number> {
  const file = { name: basename(path), content: new Uint8Array(await readFile(path)) };
  const { status, body } = await upload(api, file, { nominal_capacity: String(nominalCapacityAh) });
  if (status !== 201) throw new Error(`${path} was not imported: ${JSON.stringify(body)}`);
  return uploadedSchema.parse(body).id;
}

export interface FileOfCells {
  readonly path: string;
  readonly nominalCapacityAh: number;
  /** Of the first cell; the others follow. */
  readonly firstId: number;
  readonly name: string;
}

/** The cells of a file by the program's own reader, without the program. */
export async function cellsOfFile(file: FileOfCells): Promise<readonly MeasuredCell[]> {
  const { path, nominalCapacityAh: nominal, firstId, name } = file;
  const reading = { path, filename: basename(path), skip_repairs: [], nominal_capacity: nominal };
  return (await readCells(reading)).map(({ arrays }, index) => {
    const { cycleIndex, capacityAh, featureNames, features } = arrays;
    return {
      cell: {
        battery_id: firstId + index,
        name,
        dataset_hash: '',
        nominal_capacity_ah: nominal,
        end_of_life: 0.8,
        capacity_from: 'all',
        feature_names: [...featureNames],
        simulated: false,
      },
      cycleIndex,
      capacityAh,
      features,
    };
  });
}

/** The one cell of a file, named as the file is. */
export async function readCell(path: string, batteryId: number): Promise<MeasuredCell> {
  const [cell] = await cellsOfFile({ path, nominalCapacityAh, firstId: batteryId, name: basename(path) });
  if (cell === undefined) throw new Error(`${path} holds no cell`);
  return cell;
}
