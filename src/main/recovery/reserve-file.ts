/** The file that holds the room. One of that name that is not ours stays as it is, and there is no reserve. */
import { closeSync, constants, fsyncSync, lstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface ReserveFile {
  /** Of its whole size. */
  readonly isThere: () => boolean;
  readonly fill: () => void;
  readonly remove: () => void;
}

const content = 'reserve ';

export function createReserveFile(dataDir: string, bytes: number): ReserveFile {
  const path = join(dataDir, 'reserve');
  const remove = (): void => {
    if (isOurs(path)) rmSync(path, { force: true });
  };
  return {
    isThere: () => lstatSync(path, { throwIfNoEntry: false })?.size === bytes,
    remove,
    fill: () => {
      remove();
      try {
        writeWhole(path, bytes);
      } catch {
        // No room for a reserve is no reason for anything.
        remove();
      }
    },
  };
}

function isOurs(path: string): boolean {
  try {
    const found = lstatSync(path);
    return found.isFile() && (found.size === 0 || headOf(path) === content);
  } catch {
    return false;
  }
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(content.length);
    readSync(file, head, 0, head.length, 0);
    return head.toString();
  } finally {
    closeSync(file);
  }
}

/** With bytes that are really there: a file of a length alone holds no room. Throws where the name is taken. */
function writeWhole(path: string, bytes: number): void {
  const file = openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    const part = Buffer.alloc(1_000_000, content);
    for (let left = bytes; left > 0; left -= part.length)
      writeSync(file, part, 0, Math.min(left, part.length));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
