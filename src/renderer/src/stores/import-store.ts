/** Data files on their way in, one after the other; the list says what became of each. */
import { create } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { UploadFields } from '../client/client.ts';
import { backend } from './backend.ts';
import { putBatteries } from './batteries-store.ts';
import { asClientError } from './loading.ts';

type ImportState =
  | { readonly phase: 'waiting' }
  | { readonly phase: 'reading' }
  | { readonly phase: 'done'; readonly cells: readonly Battery[] }
  | { readonly phase: 'failed'; readonly error: ClientError };

export interface FileImport {
  readonly id: number;
  readonly file: File;
  readonly fields: UploadFields;
  readonly state: ImportState;
}

export const useImports = create<{ readonly imports: readonly FileImport[] }>(() => ({ imports: [] }));

let lastId = 0;
let isReading = false;

export function importFiles(files: readonly File[], fields: UploadFields): void {
  const added = files.map((file): FileImport => {
    lastId += 1;
    return { id: lastId, file, fields, state: { phase: 'waiting' } };
  });
  useImports.setState(({ imports }) => ({ imports: [...imports, ...added] }));
  void readNext();
}

export function retryImport(id: number, fields: UploadFields): void {
  useImports.setState(({ imports }) => ({
    imports: imports.map((one) => (one.id === id ? { ...one, fields, state: { phase: 'waiting' } } : one)),
  }));
  void readNext();
}

/** Forgets what is done or failed. */
export function clearImports(): void {
  useImports.setState(({ imports }) => ({
    imports: imports.filter(({ state }) => state.phase === 'waiting' || state.phase === 'reading'),
  }));
}

async function readNext(): Promise<void> {
  const next = useImports.getState().imports.find(({ state }) => state.phase === 'waiting');
  if (isReading || !next) return;
  isReading = true;
  setState(next.id, { phase: 'reading' });
  setState(next.id, await read(next));
  isReading = false;
  void readNext();
}

async function read({ file, fields }: FileImport): Promise<ImportState> {
  try {
    const cells = await backend().upload(file, fields);
    putBatteries(cells);
    return { phase: 'done', cells };
  } catch (error) {
    return { phase: 'failed', error: asClientError(error) };
  }
}

function setState(id: number, state: ImportState): void {
  useImports.setState(({ imports }) => ({
    imports: imports.map((one) => (one.id === id ? { ...one, state } : one)),
  }));
}
