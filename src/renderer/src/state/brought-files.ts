/** Files brought to a page that needs cells: each is imported first, and the page is told which cells it holds. */
import { create } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { ClientError } from '../client/client-error.ts';
import { backend } from './backend.ts';
import { putBatteries, useBatteriesStore } from './batteries-store.ts';
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

export const useBroughtFiles = create<{ readonly files: readonly BroughtFile[] }>(() => ({ files: [] }));

export const forgetBroughtFiles = (): void => useBroughtFiles.setState({ files: [] });

/** One after the other; answers the cells of those that could be read, in their order. Never rejects. */
export async function bringFiles(files: readonly File[]): Promise<readonly Battery[]> {
  forgetBroughtFiles();
  const cells: Battery[] = [];
  for (const file of files) {
    useBroughtFiles.setState((state) => ({ files: [...state.files, { phase: 'reading', name: file.name }] }));
    const brought = await read(file);
    useBroughtFiles.setState((state) => ({ files: [...state.files.slice(0, -1), brought] }));
    if (brought.phase === 'done') cells.push(...brought.cells);
  }
  return cells;
}

async function read(file: File): Promise<BroughtFile> {
  const before = useBatteriesStore.getState().batteries;
  try {
    const cells = await backend().upload(file, {});
    putBatteries(cells);
    return { phase: 'done', name: file.name, cells, wereThere: cells.every(({ id }) => before.has(id)) };
  } catch (error) {
    return { phase: 'failed', name: file.name, error: asClientError(error) };
  }
}
