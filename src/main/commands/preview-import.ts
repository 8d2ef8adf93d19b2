/** POST /batteries/preview: read as for an import, in a process of its own; nothing is stored. */
import type { ImportBattery } from '../../shared/contract/battery.ts';
import type { ImportPreview } from '../../shared/contract/import-preview.ts';
import { type FileParts, fileToRead, nameOfCell, nameOfFile } from './import-battery.ts';

export const previewImport =
  (parts: Pick<FileParts, 'importer' | 'mappingStore'>) =>
  async (input: ImportBattery): Promise<ImportPreview> => {
    const file = fileToRead(parts, input);
    const preview = await parts.importer.preview({ kind: 'preview', ...file });
    const name = nameOfFile(input, file.filename);
    return {
      ...preview,
      cells: preview.cells.map((cell) => ({ ...cell, name: nameOfCell(name, cell.label) })),
    };
  };
