/**
 * Who held a lock file last, as its header says; readable while it is held. Not for the process that holds it: on POSIX, to
 * close any file is to give up the locks on it.
 */
import { readFileSync } from 'node:fs';

/** Of `user_version`, in SQLite's file format. */
const versionOffset = 60;

/** A process number that proves nothing; undefined where there is none. */
export function lockHolder(path: string): number | undefined {
  try {
    const bytes = readFileSync(path);
    const processId = bytes.length > versionOffset + 4 ? bytes.readInt32BE(versionOffset) : 0;
    return processId > 0 ? processId : undefined;
  } catch {
    return undefined;
  }
}
