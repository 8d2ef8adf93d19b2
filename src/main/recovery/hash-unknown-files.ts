/** In the background of a start: gives files of an older version the hash that they are checked by from then on. */
import { join } from 'node:path';
import { curvesFileName } from '../../stored-cells/curves-file.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import type { FileHashStore, UnhashedFile } from '../store/file-hash-store.ts';

export interface HashParts {
  readonly dataDir: string;
  readonly hashes: FileHashStore;
  readonly log: { info(details: object, message: string): void };
  readonly signal: AbortSignal;
}

/** Says in the log how many got one. A file that is not there has none: most cells have no curves. */
export async function hashUnknownFiles({ dataDir, hashes, log, signal }: HashParts): Promise<void> {
  let count = 0;
  for (const file of hashes.listUnhashed()) {
    const hash = await hashOfFile(join(dataDir, pathOf(file))).catch(() => undefined);
    if (signal.aborted) break;
    if (hash === undefined) continue;
    hashes.setHash(file, hash);
    count += 1;
  }
  if (count > 0) log.info({ count }, 'files of an earlier version have a hash now that they are checked by');
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
