/**
 * `<dataDir>/reserve`: room that is given back when the disk is full, so that ends, stops, settings and above all deletions
 * can still be recorded. Taken again when there is enough.
 */
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isFull, isUnwritable } from '../files/unwritable.ts';
import type { HealthBook } from './health-book.ts';

export interface DiskReserveParts {
  readonly dataDir: string;
  readonly setProblem: HealthBook['setProblem'];
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
  readonly reserveBytes?: number;
  readonly lookEveryMs?: number;
}

export interface DiskReserve {
  /** Looks at any error; a disk that takes nothing is said once. Answers whether it was that. */
  readonly notice: (error: unknown) => boolean;
  /** Gives the room back, for what must be recorded now: what only waits does not get it. */
  readonly release: () => void;
  readonly stop: () => void;
}

const usualReserveBytes = 8_000_000;
const usualLookEveryMs = 5000;
/** Beside the reserve: less is full again at the next epoch. */
const enoughBytes = 16_000_000;

export function createDiskReserve(parts: DiskReserveParts): DiskReserve {
  const { dataDir, setProblem, log } = parts;
  const path = join(dataDir, 'reserve');
  const bytes = parts.reserveBytes ?? usualReserveBytes;
  let isWaiting = false;
  const refill = (): void => {
    if (sizeOf(path) !== bytes && freeBytes(dataDir) > bytes + enoughBytes) fill(path, bytes);
  };
  const look = (): void => {
    if (!isWaiting || freeBytes(dataDir) <= enoughBytes) return;
    isWaiting = false;
    setProblem('disk', null);
    log.info({}, 'the disk takes what is written again; what waited goes on');
    refill();
  };
  refill();
  const timer = setInterval(look, parts.lookEveryMs ?? usualLookEveryMs).unref();
  return {
    notice: (error) => {
      if (!isUnwritable(error)) return false;
      if (isWaiting) return true;
      isWaiting = true;
      const message = isFull(error) ? fullWords(dataDir) : unwritableWords(dataDir);
      setProblem('disk', message);
      log.warn({ err: error }, message);
      return true;
    },
    release: () => rmSync(path, { force: true }),
    stop: () => clearInterval(timer),
  };
}

const fullWords = (dataDir: string): string =>
  `The disk of the data folder ${dataDir} is full. Running jobs wait and go on by themselves; free some space, for example by deleting jobs, models or trash/`;
const unwritableWords = (dataDir: string): string =>
  `The data folder ${dataDir} cannot be written: its disk is read-only, gone or failing. Running jobs wait and go on by themselves when it can`;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function freeBytes(dataDir: string): number {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** With bytes that are really there: a file of a length alone holds no room. */
function fill(path: string, bytes: number): void {
  try {
    const file = openSync(path, 'w', 0o600);
    try {
      const part = Buffer.alloc(1_000_000, 'reserve ');
      for (let left = bytes; left > 0; left -= part.length)
        writeSync(file, part, 0, Math.min(left, part.length));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // No room for a reserve is no reason for anything.
    rmSync(path, { force: true });
  }
}
