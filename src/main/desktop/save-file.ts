/** Hands a file of the program to the user: asks where to, and copies it there. */
import { copyFile } from 'node:fs/promises';
import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import type { FileDownload } from '../../shared/contract/model.ts';

export interface SaveParts {
  readonly showSaveDialog: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly showErrorBox: (title: string, content: string) => void;
}

/** Null where the user cancelled or the copy failed; the latter is said in a dialog. */
export function saveFileWith(parts: SaveParts): (file: FileDownload) => Promise<FileDownload | null> {
  return async (file) => {
    const { canceled, filePath } = await parts.showSaveDialog({ defaultPath: safeName(file.filename) });
    if (canceled || filePath === '') return null;
    try {
      await copyFile(file.path, filePath);
      return { ...file, path: filePath };
    } catch (cause) {
      parts.showErrorBox('The file was not saved', reasonInWords(filePath, cause));
      return null;
    }
  };
}

/** A name without folders, whatever the model is called. */
const safeName = (filename: string): string => filename.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '-').slice(-200);

function reasonInWords(path: string, cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
  return `${path} could not be written (${code}). Choose another folder, or free some space.`;
}
