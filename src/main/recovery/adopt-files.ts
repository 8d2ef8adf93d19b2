/** Gives rows to the arrays and models of the data folder that none knows, as far as their files say what they are. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AdoptedCell, AdoptedModel } from '../../shared/contract/importer-messages.ts';
import type { SpecCell } from '../../shared/contract/job-spec.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import { hashOfCells, labelsOfCells } from '../jobs/model-of-job.ts';
import type { Importer } from '../processes/importer.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface AdoptParts {
  readonly dataDir: string;
  readonly importer: Pick<Importer, 'adopt'>;
  readonly batteries: Pick<BatteryStore, 'takeInBattery' | 'listDatasetHashes' | 'listBatteries'>;
  readonly models: Pick<ModelStore, 'insertModel' | 'listModelFiles'>;
  /** Sees that no new job gets the number of a job whose model is here. */
  readonly reserveJobIds: (highest: number) => void;
  readonly now: () => string;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/** Files that one process reads, well within its limit of time. */
const filesAtOnce = 50;
const arrayName = /^[0-9a-f]{64}\.safetensors$/;
const modelName = /^job-([1-9]\d*)(?:-[0-9a-f]{8})?\.safetensors$/;

/** What cannot be taken in stays for the sweep, which moves it to the trash; the log says why. */
export async function adoptFiles(parts: AdoptParts): Promise<void> {
  const { dataDir, batteries, models, log } = parts;
  const modelPaths = await unknownFiles(join(dataDir, 'models'), modelName, models.listModelFiles());
  const adoptedModels = await readModels(parts, modelPaths);
  const arrayFiles = batteries.listDatasetHashes().map((hash) => `${hash}.safetensors`);
  const arrayPaths = await unknownFiles(join(dataDir, 'arrays'), arrayName, arrayFiles);
  const cells = await readCells(
    parts,
    arrayPaths,
    adoptedModels.flatMap(({ description }) => description.cells),
  );
  const time = parts.now();
  // Those with an id of before first, so that none of the others takes it.
  for (const cell of [...cells].sort(byEarlierId)) {
    batteries.takeInBattery(batteryOf(cell, time), cell.battery_id);
  }
  for (const model of adoptedModels) await insertModel(parts, model);
  const jobNumbers = modelPaths.map((path) => Number(modelName.exec(basename(path))?.[1] ?? 0));
  if (jobNumbers.length > 0) parts.reserveJobIds(Math.max(...jobNumbers));
  log.info(
    { cells: cells.length, models: adoptedModels.length },
    `took in ${cells.length} cells and ${adoptedModels.length} models that the database did not know`,
  );
}

const byEarlierId = (one: AdoptedCell, other: AdoptedCell): number =>
  (one.battery_id ?? Number.MAX_SAFE_INTEGER) - (other.battery_id ?? Number.MAX_SAFE_INTEGER);

async function unknownFiles(folder: string, pattern: RegExp, known: readonly string[]): Promise<string[]> {
  const knownNames = new Set(known);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && pattern.test(entry.name) && !knownNames.has(entry.name))
    .map(({ name }) => join(folder, name));
}

async function readModels(parts: AdoptParts, paths: readonly string[]): Promise<readonly AdoptedModel[]> {
  const models: AdoptedModel[] = [];
  for (let from = 0; from < paths.length; from += filesAtOnce) {
    const request = { models: paths.slice(from, from + filesAtOnce), arrays: [], known_cells: [] };
    const answer = await parts.importer.adopt({ kind: 'adopt', ...request });
    models.push(...answer.models);
    warnOf(parts, answer.refused);
  }
  return models;
}

async function readCells(
  parts: AdoptParts,
  paths: readonly string[],
  known: readonly SpecCell[],
): Promise<readonly AdoptedCell[]> {
  const cells: AdoptedCell[] = [];
  for (let from = 0; from < paths.length; from += filesAtOnce) {
    const arrays = paths.slice(from, from + filesAtOnce);
    const hashes = new Set(arrays.map((path) => basename(path).split('.')[0]));
    const known_cells = known.filter(({ dataset_hash }) => hashes.has(dataset_hash));
    const answer = await parts.importer.adopt({ kind: 'adopt', models: [], arrays, known_cells });
    cells.push(...answer.cells);
    warnOf(parts, answer.refused);
  }
  return cells;
}

function warnOf(
  { log }: AdoptParts,
  refused: readonly { readonly path: string; readonly reason: string }[],
): void {
  for (const { path, reason } of refused) log.warn({ path, reason }, 'a file cannot be taken in');
}

function batteryOf({ battery_id: _id, ...cell }: AdoptedCell, time: string) {
  return {
    ...cell,
    filename: `${cell.dataset_hash.slice(0, 8)}.safetensors`,
    manufacturer: null,
    chemistry: null,
    temperature: null,
    created_at: time,
    updated_at: time,
  };
}

/** Of the batteries it was trained on, those that are here: ids of a lost database may be others' by now. */
async function insertModel(
  { models, batteries }: AdoptParts,
  { path, description }: AdoptedModel,
): Promise<void> {
  const { size, mtime } = await stat(path);
  const hashes = description.cells.map((cell) => cell.dataset_hash);
  const { items } = batteries.listBatteries({ page: 1, page_size: 1_000_000 });
  const idByHash = new Map(items.map(({ id, dataset_hash }) => [dataset_hash, id]));
  const file = basename(path);
  models.insertModel({
    algorithm: description.algorithm,
    name: `${description.algorithm}-${file.replace('.safetensors', '')}`,
    version: description.program_version,
    metrics: description.metrics,
    created_at: mtime.toISOString(),
    file_size: size,
    job_id: null,
    hyperparams: { ...description.hyperparams },
    battery_ids: hashes.flatMap((hash) => idByHash.get(hash) ?? []),
    dataset_hash: hashOfCells(hashes),
    features: description.features,
    engine: description.engine,
    evaluation: description.evaluation,
    simulated_data: description.cells.some(({ simulated }) => simulated),
    labels: labelsOfCells(
      description.cells.flatMap((cell) => {
        const id = idByHash.get(cell.dataset_hash);
        return id === undefined ? [] : [{ ...cell, battery_id: id }];
      }),
    ),
    file,
    file_hash: await hashOfFile(path),
  });
}
