/** Every published set of the folder as cells in memory, in groups of one product cycled alike. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { MeasuredCell } from '../../src/learning/files/cell-arrays.ts';
import { cellsOfFile } from '../cells.ts';

export interface CoverageSet {
  readonly name: string;
  readonly cells: readonly MeasuredCell[];
}

interface SetOrigin {
  readonly name: string;
  readonly folder: string;
  readonly fits: (path: string) => boolean;
  readonly nominalCapacityAh: number;
}

const csv = (path: string): boolean => path.endsWith('.csv') && basename(path) !== 'true_cycle_life.csv';
const tju = (name: string, folder: string, nominalCapacityAh: number): SetOrigin => ({
  name,
  folder: 'tju',
  fits: (path) => csv(path) && path.startsWith(folder),
  nominalCapacityAh,
});

/** What is trained together: cells of one product with the same columns. */
const origins: readonly SetOrigin[] = [
  { name: 'xjtu', folder: 'xjtu', fits: csv, nominalCapacityAh: 2 },
  tju('tju, NCA', 'Dataset_1', 3.5),
  tju('tju, NCM', 'Dataset_2', 3.5),
  tju('tju, NCM + NCA', 'Dataset_3', 2.5),
  { name: 'mit', folder: 'mit', fits: csv, nominalCapacityAh: 1.1 },
  { name: 'hust', folder: 'hust', fits: csv, nominalCapacityAh: 1.1 },
  { name: 'nasa, raw', folder: 'nasa', fits: (path) => path.endsWith('.mat'), nominalCapacityAh: 2 },
  {
    name: 'nasa, per cycle',
    folder: 'nasa/per_cycle_csv',
    fits: csv,
    nominalCapacityAh: 2,
  },
  { name: 'calce', folder: 'calce', fits: csv, nominalCapacityAh: 1.1 },
];

/** Battery ids are unique over all sets. Throws where a folder is missing. */
export async function readSets(dataFolder: string): Promise<readonly CoverageSet[]> {
  const sets: CoverageSet[] = [];
  let firstId = 1;
  for (const origin of origins) {
    const cells = await readSet(dataFolder, origin, firstId);
    firstId += cells.length;
    sets.push({ name: origin.name, cells });
  }
  return sets;
}

async function readSet(
  dataFolder: string,
  { folder, fits, nominalCapacityAh }: SetOrigin,
  firstId: number,
): Promise<readonly MeasuredCell[]> {
  const names = await readdir(join(dataFolder, folder), { recursive: true }).catch((cause: unknown) => {
    throw new Error(`${join(dataFolder, folder)} cannot be read; --data names the folder of the sets`, {
      cause,
    });
  });
  const paths = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter(fits)
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  const cells: MeasuredCell[] = [];
  for (const path of paths) {
    const name = basename(path).replace(/\.[^.]*$/, '');
    const file = { path: join(dataFolder, folder, path), nominalCapacityAh, name };
    cells.push(...(await cellsOfFile({ ...file, firstId: firstId + cells.length })));
  }
  return cells;
}
