/** The published data sets whose cells are held out in turn, in the groups in which they were cycled. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface CellGroup {
  /** As the tables name it. */
  readonly name: string;
  readonly nominalCapacityAh: number;
  /** In natural order. */
  readonly paths: readonly string[];
}

export interface DataSet {
  readonly name: string;
  readonly citation: string;
  readonly groups: readonly CellGroup[];
}

interface Origin {
  readonly folder: string;
  readonly citation: string;
  /** The group of a file, by its path below the folder. */
  readonly groupOf: (path: string) => string;
  readonly nominalCapacityAh: (group: string) => number;
}

const origins: readonly Origin[] = [
  {
    folder: 'xjtu',
    citation: 'Wang and others, Nature Communications 15, 4332 (2024), Zenodo 10963339',
    groupOf: (path) => path.replace(/_battery-.*$/, ''),
    nominalCapacityAh: () => 2,
  },
  {
    folder: 'tju',
    citation: 'Zhu and others, Nature Communications 13, 2261 (2022), Zenodo 6405084',
    groupOf: (path) => path.replace(/\/.*$/, ''),
    nominalCapacityAh: (group) => (group.startsWith('Dataset_3') ? 2.5 : 3.5),
  },
  {
    folder: 'mit',
    citation: 'Severson and others, Nature Energy 4, 383 (2019), data.matr.io',
    groupOf: (path) => path.replace(/\/.*$/, ''),
    nominalCapacityAh: () => 1.1,
  },
  {
    folder: 'hust',
    citation: 'Ma and others, Energy & Environmental Science 15 (2022), Mendeley nsc7hnsg4s',
    groupOf: () => 'all',
    nominalCapacityAh: () => 1.1,
  },
];

/** Throws where the folder of a set is missing. */
export async function findDataSets(dataFolder: string): Promise<readonly DataSet[]> {
  return Promise.all(origins.map((origin) => findDataSet(dataFolder, origin)));
}

async function findDataSet(dataFolder: string, origin: Origin): Promise<DataSet> {
  const folder = join(dataFolder, origin.folder);
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new Error(`${folder} cannot be read; --data names the folder that holds it`, { cause: error });
  });
  const cells = names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.csv') && basename(name) !== 'true_cycle_life.csv')
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const groups = Map.groupBy(cells, origin.groupOf);
  return {
    name: origin.folder,
    citation: origin.citation,
    groups: [...groups].map(([name, paths]) => ({
      name,
      nominalCapacityAh: origin.nominalCapacityAh(name),
      paths: paths.map((path) => join(folder, path)),
    })),
  };
}
