/** Files get their names here and nowhere else (a lint rule): by a move, which Windows may refuse for a moment. */
import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { whileHeld, whileHeldSync } from './while-held.ts';

/** Rejects with the error of the file system. */
export const moveFile = (from: string, to: string): Promise<void> => whileHeld(() => rename(from, to));

export const moveFileSync = (from: string, to: string): void => whileHeldSync(() => renameSync(from, to));
