/** What the system or the database says of a place where nothing can be written now, though it may be again: nobody's fault. */

export type StorageFault = 'full' | 'read-only' | 'gone';

const faultByCode: readonly (readonly [RegExp, StorageFault])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL)/, 'full'],
  [/^(?:EROFS|EACCES|EPERM|SQLITE_READONLY)/, 'read-only'],
  [/^(?:EIO|ENODEV|ENXIO|ESTALE|ENOTCONN|SQLITE_IOERR|SQLITE_CANTOPEN)/, 'gone'],
];

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Undefined where waiting would not help. */
export const storageFaultOf = (error: unknown): StorageFault | undefined => faultOfCode(codeOf(error));

const faultOfCode = (code: string): StorageFault | undefined =>
  faultByCode.find(([codes]) => codes.test(code))?.[1];

/** A matter of waiting. */
export const isUnwritable = (error: unknown): boolean => storageFaultOf(error) !== undefined;

/** For a folder that was there and is not, whatever the system said of what was looked for in it. */
export const goneFolder = (path: string, cause?: unknown): Error =>
  Object.assign(new Error(`the folder ${path} is not there`, { cause }), { code: 'ENODEV' });

const codeInLastWords = /\b(?:ENOSPC|EDQUOT|EROFS|EIO|SQLITE_FULL)\b/;

/** Also where a process of its own met it and only its last words arrived, perhaps as a cause. */
export function storageFaultBehind(error: unknown): StorageFault | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeInLastWords.exec(error.message)?.[0] ?? '';
  return storageFaultOf(error) ?? faultOfCode(code) ?? storageFaultBehind(error.cause);
}
