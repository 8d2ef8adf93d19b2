/** The ticked rows of one list. They stay ticked while one filters, searches and looks at other pages. */
import { createStore, type StoreApi } from 'zustand';
import {
  idsBetween,
  nothingSelected,
  type RowSelection,
  toggled,
  withoutRows,
  withRows,
} from './row-selection.ts';

export interface SelectionStore {
  readonly state: StoreApi<RowSelection>;
  readonly toggle: (id: number) => void;
  /** Ticks all from the row that was ticked last to this one, in the order of the list. */
  readonly extendTo: (id: number, order: readonly number[]) => void;
  readonly add: (ids: readonly number[]) => void;
  readonly clear: () => void;
  /** These are gone: deleted here or elsewhere. */
  readonly drop: (ids: Iterable<number>) => void;
}

export function createSelectionStore(): SelectionStore {
  const state = createStore<RowSelection>(() => nothingSelected);
  const change = (next: (before: RowSelection) => RowSelection): void => state.setState(next);
  return {
    state,
    toggle: (id) => change((before) => toggled(before, id)),
    extendTo: (id, order) =>
      change((before) => ({ ...withRows(before, idsBetween(order, before.anchor, id)), anchor: id })),
    add: (ids) => change((before) => withRows(before, ids)),
    clear: () => change(() => nothingSelected),
    drop: (ids) => change((before) => withoutRows(before, ids)),
  };
}
