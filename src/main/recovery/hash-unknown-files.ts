/** In the background of a start: gives files of an older version the hash that they are checked by from then on. */
import { join } from 'node:path';
import { curvesFileName } from '../../stored-cells/curves-file.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import type { FileHashStore, UnhashedFile } from '../store/file-hash-store.ts';

export interface HashParts {
  readonly dataDir: string;
  readonly hashes: FileHashStore;
  readonly signal: AbortSignal;
}

/** A file that is not there has none: most cells have no curves. */
export async function hashUnknownFiles({ dataDir, hashes, signal }: HashParts): Promise<void> {
  for (const file of hashes.listUnhashed()) {
    const hash = await hashOfFile(join(dataDir, pathOf(file))).catch(() => undefined);
    if (signal.aborted) return;
    if (hash !== undefined) hashes.setHash(file, hash);
  }
}

function pathOf({ kind, name }: UnhashedFile): string {
  switch (kind) {
    case 'model':
      return join('models', name);
    case 'evaluation':
      return join('evaluations', name);
    case 'curves':
      return join('arrays', curvesFileName(name));
  }
}
