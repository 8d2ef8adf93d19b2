/** POST /batteries: one upload becomes one battery, or several where it holds several cells. */
import type { Battery, ImportBattery } from '../../shared/contract/battery.ts';
import type { OutputOf } from '../../shared/contract/operations.ts';
import type { AddedBattery } from '../store/battery-store.ts';
import { type ImportParts, storeImportedCells } from './store-imported-cells.ts';

const defaultEndOfLife = 0.8;
const maxNameLength = 120;

/**
 * Cells whose cycles are stored already are answered as they stand, with a note in the answer that says so: the file
 * is the same, so a second copy would only lend it double weight in training.
 */
export const importBattery =
  (parts: ImportParts) =>
  async (input: ImportBattery): Promise<OutputOf<'import-battery'>> => {
    const filename = plainFilename(input.file.filename);
    const name = input.name ?? withoutExtension(filename);
    const added = await storeImportedCells(
      parts,
      (stagingFolder) => ({
        kind: 'file',
        path: input.file.path,
        filename,
        nominal_capacity: input.nominal_capacity,
        end_of_life: input.end_of_life ?? defaultEndOfLife,
        skip_repairs: input.skip_repairs,
        staging_folder: stagingFolder,
      }),
      ({ label }) => ({
        filename,
        name: nameOfCell(name, label),
        manufacturer: input.manufacturer,
        chemistry: input.chemistry,
        simulated: false,
      }),
    );
    const items = added.map(answerOf);
    const [only] = items;
    return only && items.length === 1 ? only : { items };
  };

/** The last part of what the client calls the file, without control characters. */
function plainFilename(filename: string): string {
  const base = filename.replace(/^.*[\\/]/s, '');
  const plain = base.replace(/\p{Cc}/gu, '').trim();
  return plain === '' ? 'upload.csv' : plain.slice(-255);
}

function withoutExtension(filename: string): string {
  return filename.replace(/(?<=.)\.[^.]{1,8}$/, '').slice(0, maxNameLength);
}

function nameOfCell(name: string, label: string | null): string {
  if (label === null) return name;
  const suffix = ` ${label.slice(0, 60)}`;
  return name.slice(0, maxNameLength - suffix.length) + suffix;
}

function answerOf({ battery, wasThere }: AddedBattery): Battery {
  if (!wasThere) return battery;
  const note = `The same cycles were imported before, as this battery (ID ${battery.id}); nothing was added or changed.`;
  return { ...battery, notes: [note, ...battery.notes] };
}
