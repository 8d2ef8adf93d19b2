/** Files brought to a page that needs cells: each is imported first, and the page is told which cells it holds. */
import { createStore, type StoreApi } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import type { Client } from '../client/client.ts';
import type { BatteriesStore } from './batteries-store.ts';
import { asClientError } from './loading.ts';

export type BroughtFile =
  | { readonly phase: 'reading'; readonly name: string }
  | {
      readonly phase: 'done';
      readonly name: string;
      readonly cells: readonly Battery[];
      /** All of them were stored before. */
      readonly wereThere: boolean;
    }
  | { readonly phase: 'failed'; readonly name: string; readonly error: ClientError };

interface BroughtFilesState {
  readonly files: readonly BroughtFile[];
}

export interface BroughtFiles {
  readonly state: StoreApi<BroughtFilesState>;
  /** One after the other; answers the cells of those that could be read, in their order. Never rejects. */
  readonly bring: (files: readonly File[]) => Promise<readonly Battery[]>;
  readonly forget: () => void;
}

type Batteries = Pick<BatteriesStore, 'state' | 'put'>;

export function createBroughtFiles(client: Pick<Client, 'upload'>, batteries: Batteries): BroughtFiles {
  const state = createStore<BroughtFilesState>(() => ({ files: [] }));
  const forget = (): void => state.setState({ files: [] });
  return {
    state,
    forget,
    bring: async (files) => {
      forget();
      const cells: Battery[] = [];
      for (const file of files) {
        state.setState((before) => ({ files: [...before.files, { phase: 'reading', name: file.name }] }));
        const brought = await read(client, batteries, file);
        state.setState((before) => ({ files: [...before.files.slice(0, -1), brought] }));
        if (brought.phase === 'done') cells.push(...brought.cells);
      }
      return cells;
    },
  };
}

async function read(client: Pick<Client, 'upload'>, batteries: Batteries, file: File): Promise<BroughtFile> {
  const { batteries: before } = batteries.state.getState();
  try {
    const cells = await client.upload(file, {});
    batteries.put(cells);
    return { phase: 'done', name: file.name, cells, wereThere: cells.every(({ id }) => before.has(id)) };
  } catch (error) {
    return { phase: 'failed', name: file.name, error: asClientError(error) };
  }
}
