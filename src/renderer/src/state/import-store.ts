/** Data files on their way in, one after the other; the list says what became of each. */
import { createStore, type StoreApi } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client, UploadFields } from '../client/client.ts';
import type { BatteriesStore } from './batteries-store.ts';
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

interface ImportsState {
  readonly imports: readonly FileImport[];
}

export interface ImportStore {
  readonly state: StoreApi<ImportsState>;
  readonly start: (files: readonly File[], fields: UploadFields) => void;
  /** Reads the same file again with other fields; cells of the earlier reading go where the new one succeeds. */
  readonly again: (id: number, fields: UploadFields) => void;
  /** Forgets what is done or failed. */
  readonly clear: () => void;
}

type Batteries = Pick<BatteriesStore, 'put' | 'remove'>;

export function createImportStore(client: Pick<Client, 'upload'>, batteries: Batteries): ImportStore {
  const state = createStore<ImportsState>(() => ({ imports: [] }));
  const readNext = createReader(state, client, batteries);
  let lastId = 0;
  return {
    state,
    start: (files, fields) => {
      const added = files.map((file): FileImport => {
        lastId += 1;
        return { id: lastId, file, fields, state: { phase: 'waiting', replaces: [] } };
      });
      state.setState(({ imports }) => ({ imports: [...imports, ...added] }));
      void readNext();
    },
    again: (id, fields) => {
      state.setState(({ imports }) => ({
        imports: imports.map((one) =>
          one.id === id ? { ...one, fields, state: { phase: 'waiting', replaces: cellsOf(one.state) } } : one,
        ),
      }));
      void readNext();
    },
    clear: () =>
      state.setState(({ imports }) => ({
        imports: imports.filter(({ state: { phase } }) => phase === 'waiting' || phase === 'reading'),
      })),
  };
}

function cellsOf(state: ImportState): readonly Battery[] {
  if (state.phase === 'done') return state.cells;
  return state.phase === 'failed' ? state.kept : state.replaces;
}

/** Reads one file at a time. */
function createReader(
  state: StoreApi<ImportsState>,
  client: Pick<Client, 'upload'>,
  batteries: Batteries,
): () => Promise<void> {
  let isReading = false;
  const put = (id: number, next: ImportState): void =>
    state.setState(({ imports }) => ({
      imports: imports.map((one) => (one.id === id ? { ...one, state: next } : one)),
    }));
  const readNext = async (): Promise<void> => {
    const next = state.getState().imports.find(({ state: { phase } }) => phase === 'waiting');
    if (isReading || !next) return;
    isReading = true;
    const replaces = cellsOf(next.state);
    put(next.id, { phase: 'reading', replaces });
    put(next.id, await read(client, batteries, next, replaces));
    isReading = false;
    void readNext();
  };
  return readNext;
}

async function read(
  client: Pick<Client, 'upload'>,
  batteries: Batteries,
  { file, fields }: FileImport,
  replaces: readonly Battery[],
): Promise<ImportState> {
  try {
    const cells = await client.upload(file, fields);
    batteries.put(cells);
    await replace(batteries, replaces, cells);
    return { phase: 'done', cells };
  } catch (error) {
    return { phase: 'failed', error: asClientError(error), kept: replaces };
  }
}

/** A cell that something already uses stays beside the new one, which is said. */
async function replace(
  batteries: Batteries,
  before: readonly Battery[],
  after: readonly Battery[],
): Promise<void> {
  for (const { id, name } of before) {
    if (after.some((cell) => cell.id === id)) continue;
    try {
      await batteries.remove(id);
    } catch (error) {
      sayFailed(`${name} of the earlier reading stays beside the new one`, error);
    }
  }
}
