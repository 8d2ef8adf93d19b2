/** Data files on their way in, one after the other; the list says what became of each. */
import { create } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { UploadFields } from '../client/client.ts';
import { backend } from './backend.ts';
import { deleteBattery, putBatteries } from './batteries-store.ts';
import { asClientError } from './loading.ts';
import { sayFailed } from './notices-store.ts';

type ImportState =
  /** `replaces`: the cells of an earlier reading of the same file, which go once this one is there. */
  | { readonly phase: 'waiting'; readonly replaces: readonly Battery[] }
  | { readonly phase: 'reading'; readonly replaces: readonly Battery[] }
  | { readonly phase: 'done'; readonly cells: readonly Battery[] }
  /** `kept`: the cells of the last reading that succeeded; they are still there. */
  | { readonly phase: 'failed'; readonly error: ClientError; readonly kept: readonly Battery[] };

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
    return { id: lastId, file, fields, state: { phase: 'waiting', replaces: [] } };
  });
  useImports.setState(({ imports }) => ({ imports: [...imports, ...added] }));
  void readNext();
}

/** Reads the same file again with other fields; cells of the earlier reading go where the new one succeeds. */
export function importAgain(id: number, fields: UploadFields): void {
  useImports.setState(({ imports }) => ({
    imports: imports.map((one) =>
      one.id === id ? { ...one, fields, state: { phase: 'waiting', replaces: cellsOf(one.state) } } : one,
    ),
  }));
  void readNext();
}

function cellsOf(state: ImportState): readonly Battery[] {
  if (state.phase === 'done') return state.cells;
  return state.phase === 'failed' ? state.kept : state.replaces;
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
  const replaces = cellsOf(next.state);
  setState(next.id, { phase: 'reading', replaces });
  setState(next.id, await read(next, replaces));
  isReading = false;
  void readNext();
}

async function read({ file, fields }: FileImport, replaces: readonly Battery[]): Promise<ImportState> {
  try {
    const cells = await backend().upload(file, fields);
    putBatteries(cells);
    await replace(replaces, cells);
    return { phase: 'done', cells };
  } catch (error) {
    return { phase: 'failed', error: asClientError(error), kept: replaces };
  }
}

/** A cell that something already uses stays beside the new one, which is said. */
async function replace(before: readonly Battery[], after: readonly Battery[]): Promise<void> {
  for (const { id, name } of before) {
    if (after.some((cell) => cell.id === id)) continue;
    try {
      await deleteBattery(id);
    } catch (error) {
      sayFailed(`${name} of the earlier reading stays beside the new one`, error);
    }
  }
}

function setState(id: number, state: ImportState): void {
  useImports.setState(({ imports }) => ({
    imports: imports.map((one) => (one.id === id ? { ...one, state } : one)),
  }));
}
