/**
 * `<dataDir>/reserve`: room that is given back when the disk is full, so that ends, stops, settings and above all deletions
 * can still be recorded. Taken again when there is enough. Also says, once, that nothing can be written, and that it can.
 */
import { type StorageFault, storageFaultOf } from '../../shared/domain/storage-fault.ts';
import { requireFolder, takesFiles } from '../files/probe-folder.ts';
import type { HealthBook } from './health-book.ts';
import { createReserveFile } from './reserve-file.ts';

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
const usualLookEveryMs = 1000;
/** Beside the reserve: less is full again at the next epoch. */
const enoughBytes = 16_000_000;

export function createDiskReserve(parts: DiskReserveParts): DiskReserve {
  const { dataDir, setProblem, log } = parts;
  const bytes = parts.reserveBytes ?? usualReserveBytes;
  const file = createReserveFile(dataDir, bytes);
  let isWaiting = false;
  const notice = (error: unknown): boolean => {
    const fault = storageFaultOf(error);
    if (fault === undefined) return false;
    if (isWaiting) return true;
    isWaiting = true;
    const message = words[fault](dataDir);
    setProblem('disk', message);
    log.warn({ err: error }, message);
    return true;
  };
  const goOn = (): void => {
    isWaiting = false;
    setProblem('disk', null);
    log.info({}, 'the disk takes what is written again; what waited goes on');
  };
  const look = (): void => {
    if (!isWaiting) noticeGone(dataDir, notice);
    else if (takesFiles(dataDir, enoughBytes)) goOn();
    if (!isWaiting && !file.isThere() && takesFiles(dataDir, bytes + enoughBytes)) file.fill();
  };
  if (!file.isThere() && takesFiles(dataDir, bytes + enoughBytes)) file.fill();
  const timer = setInterval(look, parts.lookEveryMs ?? usualLookEveryMs).unref();
  return { notice, release: file.remove, stop: () => clearInterval(timer) };
}

/** The database goes on in a file that has no name any more: nobody else would notice. */
function noticeGone(dataDir: string, notice: (error: unknown) => boolean): void {
  try {
    requireFolder(dataDir);
  } catch (error) {
    notice(error);
  }
}

const words: Readonly<Record<StorageFault, (dataDir: string) => string>> = {
  full: (dataDir) =>
    `The disk of the data folder ${dataDir} is full. Running jobs wait and go on by themselves; free some space, for example by deleting jobs, models or trash/`,
  'read-only': (dataDir) =>
    `The data folder ${dataDir} cannot be written: its disk is read-only, or its permissions do not allow it. Running jobs wait and go on by themselves when it can`,
  gone: (dataDir) =>
    `The data folder ${dataDir} is gone, or its disk fails. Running jobs wait and go on by themselves when it is back; if it stays so, start the program again`,
};
