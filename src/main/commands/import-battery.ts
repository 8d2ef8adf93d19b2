/** POST /batteries: one upload becomes one battery, or several where it holds several cells. */
import type { Battery, ImportBattery } from '../../shared/contract/battery.ts';
import type { OutputOf } from '../../shared/contract/operations.ts';
import type { FileToRead } from '../../shared/contract/importer-messages.ts';
import type { MappingStore } from '../store/mapping-store.ts';
import type { AddedBattery } from '../store/battery-store.ts';
import { type ImportParts, storeImportedCells } from './store-imported-cells.ts';

const defaultEndOfLife = 0.8;
const maxNameLength = 120;

/**
 * Cells whose cycles are stored already are answered as they stand, with a note in the answer that says so: the file
 * is the same, so a second copy would only lend it double weight in training.
 */
export const importBattery =
  (parts: FileParts) =>
  async (input: ImportBattery): Promise<OutputOf<'import-battery'>> => {
    const file = fileToRead(parts, input);
    const { filename } = file;
    const name = nameOfFile(input, filename);
    const added = await storeImportedCells(
      parts,
      (stagingFolder) => ({
        kind: 'file',
        ...file,
        staging_folder: stagingFolder,
      }),
      ({ label }) => ({
        filename,
        name: nameOfCell(name, label),
        manufacturer: input.manufacturer,
        chemistry: input.chemistry,
        temperature: input.temperature,
        simulated: false,
      }),
    );
    const items = added.map(answerOf);
    const [only] = items;
    return only && items.length === 1 ? only : { items };
  };

export interface FileParts extends ImportParts {
  readonly mappingStore: Pick<MappingStore, 'listMappings'>;
}

/** The file, with what is answered of it and what is remembered of others like it. */
export function fileToRead(
  { mappingStore }: Pick<FileParts, 'mappingStore'>,
  input: ImportBattery,
): FileToRead {
  return {
    path: input.file.path,
    filename: plainFilename(input.file.filename),
    nominal_capacity: input.nominal_capacity,
    end_of_life: input.end_of_life ?? defaultEndOfLife,
    skip_repairs: input.skip_repairs,
    mapping: input.mapping,
    known_mappings: mappingStore
      .listMappings()
      .map(({ name, header, mapping }) => ({ name, header, mapping })),
  };
}

/** What the cells of a file are called, before what tells one from the other. */
export const nameOfFile = ({ name }: ImportBattery, filename: string): string =>
  name ?? withoutExtension(filename);

/** The last part of what the client calls the file, without control characters. */
function plainFilename(filename: string): string {
  const base = filename.replace(/^.*[\\/]/s, '');
  const plain = base.replace(/\p{Cc}/gu, '').trim();
  return plain === '' ? 'upload.csv' : plain.slice(-255);
}

function withoutExtension(filename: string): string {
  return filename.replace(/(?<=.)\.[^.]{1,8}$/, '').slice(0, maxNameLength);
}

export function nameOfCell(name: string, label: string | null): string {
  if (label === null) return name;
  const suffix = ` ${label.slice(0, 60)}`;
  return name.slice(0, maxNameLength - suffix.length) + suffix;
}

function answerOf({ battery, wasThere }: AddedBattery): Battery {
  if (!wasThere) return battery;
  const note = `The same cycles were imported before, as this battery (ID ${battery.id}); nothing was added or changed.`;
  return { ...battery, notes: [note, ...battery.notes] };
}
