/**
 * One window for each data folder. Electron says no more than that its lock was refused: because another window has it, or
 * because the lock cannot be made at all. Whether anybody uses the data folder tells the one from the other.
 */
export type Claim = 'mine' | 'shown-by-another' | 'refused';

export interface ClaimParts {
  /** Where another has it, that one is told and shows its window. */
  readonly requestLock: () => boolean;
  readonly isFolderInUse: () => boolean;
  /** For the one that is just coming up, or just ending. */
  readonly pause: () => void;
}

const attempts = 25;

export function claimWindow({ requestLock, isFolderInUse, pause }: ClaimParts): Claim {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (requestLock()) return 'mine';
    if (isFolderInUse()) return 'shown-by-another';
    pause();
  }
  return 'refused';
}

/** Pure. */
export const refusedInWords = (windowDir: string, dataDir: string): string =>
  `Cellwright cannot lock ${windowDir}, the folder of its window, although no other Cellwright uses ${dataDir}. ` +
  'See that the folder can be written. A crash before this computer got another name leaves such a lock too: ' +
  'delete SingletonLock in that folder and start again.';
