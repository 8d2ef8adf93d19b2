/** Writes a file as a whole: at every moment it is the old one or the new one. */
import writeFileAtomic, { type Options } from 'write-file-atomic';
import { whileHeld } from './while-held.ts';

/** Rejects with the error of the file system. */
export const replaceFile = (path: string, content: string | Buffer, options: Options = {}): Promise<void> =>
  whileHeld(() => writeFileAtomic(path, content, options));
