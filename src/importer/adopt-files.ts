/**
 * Files that lost their rows: models say what they are in their headers, arrays are what their hash says, and the models
 * that were trained on a cell know its name and capacity. Runs in the importer process.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { assumeNominalCapacity } from '../cells/assume-nominal-capacity.ts';
import { qualityEntry } from '../cells/quality/quality-entry.ts';
import { readCellArrays } from '../learning/files/cell-arrays.ts';
import { decodeModel } from '../learning/files/model-file.ts';
import { decodeSafetensors } from '../learning/files/safetensors.ts';
import { hashOfBytes } from '../stored-cells/stored-file.ts';
import type { Adopted, AdoptedCell, AdoptRequest } from '../shared/contract/importer-messages.ts';
import type { SpecCell } from '../shared/contract/job-spec.ts';
import { labelCycles } from '../shared/domain/labels.ts';

const adoptedNote =
  'Taken in from the data folder, whose database did not know it: manufacturer, chemistry, file name and the report of its import are lost.';
/** Of a cell that no model was trained on. */
const namelessCell = {
  battery_id: 1,
  nominal_capacity_ah: 1,
  end_of_life: 0.8,
  capacity_from: null,
  simulated: false,
};

export async function adoptFiles({ models, arrays, known_cells }: AdoptRequest): Promise<Adopted> {
  const adopted: Adopted = { type: 'adopted', models: [], cells: [], refused: [] };
  const attempt = async (path: string, adopt: (bytes: Uint8Array) => void): Promise<void> => {
    try {
      adopt(await readFile(path));
    } catch (error) {
      adopted.refused.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  for (const path of models) {
    await attempt(path, (bytes) => {
      adopted.models.push({ path, description: decodeModel(bytes).description });
    });
  }
  const known = new Map(known_cells.map((cell) => [cell.dataset_hash, cell]));
  for (const path of arrays) {
    const hash = basename(path).split('.')[0] ?? '';
    await attempt(path, (bytes) => {
      adopted.cells.push(cellOf(bytes, hash, known.get(hash)));
    });
  }
  return adopted;
}

function cellOf(bytes: Uint8Array, hash: string, known: SpecCell | undefined): AdoptedCell {
  if (hashOfBytes(bytes) !== hash) {
    throw new Error('the file has changed since it was stored');
  }
  const features = featureNamesOf(bytes);
  const spec = known ?? { ...namelessCell, name: `Cell ${hash.slice(0, 8)}`, dataset_hash: hash };
  const { cycleIndex, capacityAh } = readCellArrays(bytes, { ...spec, feature_names: features });
  const { nominalCapacityAh, note } =
    known === undefined
      ? assumeNominalCapacity(capacityAh)
      : { nominalCapacityAh: known.nominal_capacity_ah, note: null };
  if (!(nominalCapacityAh > 0)) throw new Error('no capacity was measured, and no model knows it');
  const endOfLife = spec.end_of_life;
  const { endOfLifeCycle } = labelCycles({ cycleIndex, capacityAh, nominalCapacityAh, endOfLife });
  return {
    battery_id: known?.battery_id ?? null,
    name: spec.name,
    simulated: spec.simulated,
    dataset_hash: hash,
    curves_hash: null,
    total_cycles: cycleIndex.length,
    features,
    nominal_capacity: nominalCapacityAh,
    nominal_capacity_note: note,
    end_of_life: endOfLife,
    end_of_life_cycle: endOfLifeCycle,
    capacity_from: known?.capacity_from ?? 'all',
    notes: [adoptedNote],
    quality: qualityOf(cycleIndex.length),
  };
}

function qualityOf(rowCount: number): AdoptedCell['quality'] {
  return {
    format: 'unknown',
    rows_found: rowCount,
    cycles_found: rowCount,
    cycles_kept: rowCount,
    units: {},
    skipped_repairs: [],
    entries: [qualityEntry('other', 'warning', adoptedNote)],
  };
}

function featureNamesOf(bytes: Uint8Array): string[] {
  const names: unknown = JSON.parse(decodeSafetensors(bytes).metadata['feature_names'] ?? 'null');
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new Error('the names of its columns are missing');
}
