/** `settings.json` of the data folder: read as a whole, written as a whole, keys it does not know kept as they are. */
import { readFile } from 'node:fs/promises';
import { isUnwritable } from '../../shared/domain/storage-fault.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { replaceFile } from '../../disk/replace-file.ts';

export type SettingsRecord = Readonly<Record<string, unknown>>;

/** An absent file is an empty one. Throws CONFLICT, in one sentence, where it is there and cannot be understood. */
export async function readSettingsFile(path: string): Promise<SettingsRecord> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return '{}';
    throw unusable(`${path} cannot be read; check its permissions`, cause);
  });
  return parseSettings(text, path);
}

/** Keys that no version of this program up to this one writes: of a newer one, of a slip, or of another file altogether. */
export const strangeKeysIn = (file: SettingsRecord, known: readonly string[]): readonly string[] =>
  Object.keys(file).filter((key) => !known.includes(key));

/** Changes the given keys and leaves the others; the file is the old one or the new one, never half of each. */
export async function updateSettingsFile(path: string, changes: SettingsRecord): Promise<void> {
  const settings = { ...(await readSettingsFile(path)), ...changes };
  await replaceFile(path, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 }).catch(
    (cause: unknown) => {
      if (isUnwritable(cause)) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw unusable(`${path} cannot be written, so nothing was changed: ${reason}`, cause);
    },
  );
}

function parseSettings(text: string, path: string): SettingsRecord {
  const value = parseJson(text, path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as SettingsRecord;
  throw unusable(`${path} must hold one JSON object, like { "port": 8000 }; mend it or delete it`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unusable(`${path} is not valid JSON (${reason}); mend it or delete it`, cause);
  }
}

/** A fault of the file and not of the program: what is asked for can be had once it is mended. */
const unusable = (message: string, cause?: unknown): AppError => new AppError('CONFLICT', message, { cause });

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
