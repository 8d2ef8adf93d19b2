/** The log on disk: never more than two files of a few megabytes, whatever happens for however long. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogSink } from '../program-log.ts';

export interface LogFile extends LogSink {
  close(): void;
}

const maxBytes = 5_000_000;

/**
 * A file that is full becomes `<path>.1`, in place of the one before. Written at once, since the last line before an
 * end is the one that matters; there are few. A disk that is full costs log lines, not the program.
 */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;
  let isOpen = true;
  const rotate = (): void => {
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a', 0o600);
    size = 0;
  };
  return {
    write: (line) => {
      if (!isOpen) return;
      try {
        if (size > maxBytes) rotate();
        size += writeSync(file, line);
      } catch {
        // Nowhere is left to report it.
      }
    },
    close: () => {
      isOpen = false;
      closeSync(file);
    },
  };
}
