/** Imports texts and bytes in this process, without the host around it, into a folder of its own. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeSafetensors } from '../../src/learning/files/safetensors.ts';
import { curvesFileName } from '../../src/stored-cells/curves-file.ts';
import { importFile } from '../../src/importer/import-file.ts';
import type { FileImportRequest, ImportedCell } from '../../src/shared/contract/importer-messages.ts';
import type { AppError } from '../../src/shared/domain/app-error.ts';

export async function createImportFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-import-'));
  const importAt = (
    path: string,
    request: Partial<FileImportRequest> = {},
  ): Promise<readonly ImportedCell[]> =>
    importFile({
      kind: 'file',
      path,
      filename: 'cell.csv',
      nominal_capacity: 2,
      end_of_life: 0.8,
      skip_repairs: [],
      staging_folder: folder,
      ...request,
    });
  const importAll = async (content: string | Uint8Array, request: Partial<FileImportRequest> = {}) => {
    const path = join(folder, 'upload');
    await writeFile(path, content);
    return importAt(path, request);
  };
  const tensorsOf = async (name: string): Promise<Readonly<Record<string, number[]>>> => {
    const { tensors } = decodeSafetensors(await readFile(join(folder, name)));
    return Object.fromEntries([...tensors].map(([tensor, { values }]) => [tensor, [...values]]));
  };
  return {
    folder,
    importAt,
    importAll,
    /** The only cell of the file. */
    importOne: async (content: string | Uint8Array, request: Partial<FileImportRequest> = {}) => {
      const [cell, ...others] = await importAll(content, request);
      if (!cell || others.length > 0) throw new Error(`expected one cell, found ${others.length + 1}`);
      return cell;
    },
    arraysOf: (cell: ImportedCell) => tensorsOf(`${cell.dataset_hash}.safetensors`),
    curvesOf: (cell: ImportedCell) => tensorsOf(curvesFileName(cell.dataset_hash)),
    /** What a refused file is told. */
    issueOf: async (
      content: string | Uint8Array,
      request: Partial<FileImportRequest> = {},
    ): Promise<string> => {
      const error = (await importAll(content, request).catch((caught: unknown) => caught)) as AppError;
      if (error.code !== 'INVALID_FILE_FORMAT') throw new Error('expected a refused file', { cause: error });
      return error.details?.[0]?.issue ?? '';
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export type ImportFolder = Awaited<ReturnType<typeof createImportFolder>>;

/** Codes of a report, each with the repair that was made for it: `rows_dropped+drop_rows_without_capacity`. */
export const codesOf = (cell: Pick<ImportedCell, 'quality'>): readonly string[] =>
  cell.quality.entries.map(({ code, repair }) => (repair === null ? code : `${code}+${repair}`));
