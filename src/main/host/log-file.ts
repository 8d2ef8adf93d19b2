/** The log on disk: two files of a few megabytes, whatever happens for however long. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogSink } from '../program-log.ts';

export interface LogFile extends LogSink {
  close(): void;
}

const usualMaxBytes = 5_000_000;

/**
 * A file that is full becomes `<path>.1`, in place of the one before. Written at once, since the last line before an
 * end is the one that matters; there are few. A disk that is full costs log lines, not the program. A file that cannot be
 * moved is written on, which its next line says once; it is tried again as much later as a file is long.
 */
export function openLogFile(path: string, maxBytes = usualMaxBytes): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  const open = (): number => openSync(path, 'a', 0o600);
  let file: number | undefined = open();
  let size = fstatSync(file).size;
  let fullAt = maxBytes;
  let hasComplained = false;
  /** The old file stays open until the new one is: a number that was closed belongs to somebody else. */
  const rotate = (old: number): number => {
    try {
      renameSync(path, `${path}.1`);
      const next = open();
      closeSync(old);
      [size, fullAt] = [0, maxBytes];
      return next;
    } catch (error) {
      fullAt = size + maxBytes;
      if (!hasComplained) size += writeSync(old, complaint(path, error));
      hasComplained = true;
      return old;
    }
  };
  return {
    write: (line) => {
      if (file === undefined) return;
      try {
        if (size > fullAt) file = rotate(file);
        size += writeSync(file, line);
      } catch {
        // Nowhere is left to report it.
      }
    },
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function complaint(path: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the log is full and cannot be moved to ${path}.1 (${reason}); it goes on in the same file`;
  return `${JSON.stringify({ time: new Date().toISOString(), level: 'warn', message })}\n`;
}
