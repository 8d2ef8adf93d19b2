/** Which rows are ticked, and from where a range goes on. Pure; the rows are known by their ids. */

export interface RowSelection {
  readonly ids: ReadonlySet<number>;
  /** The row that was ticked or unticked last: a range goes from there. */
  readonly anchor: number | null;
}

export const nothingSelected: RowSelection = { ids: new Set(), anchor: null };

export function toggled({ ids }: RowSelection, id: number): RowSelection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** What is ticked already stays. */
export const withRows = ({ ids, anchor }: RowSelection, added: readonly number[]): RowSelection => ({
  ids: new Set([...ids, ...added]),
  anchor,
});

/** Those that are gone cannot stay ticked; the same selection where none of them was. */
export function withoutRows(selection: RowSelection, gone: Iterable<number>): RowSelection {
  const ids = new Set(selection.ids);
  for (const id of gone) ids.delete(id);
  if (ids.size === selection.ids.size) return selection;
  const { anchor } = selection;
  return { ids, anchor: anchor !== null && ids.has(anchor) ? anchor : null };
}

/** The ids from one to the other in their order, whichever stands first; the last alone where the first is not there. */
export function idsBetween(order: readonly number[], from: number | null, to: number): readonly number[] {
  const [start, end] = [order.indexOf(from ?? to), order.indexOf(to)];
  if (start === -1 || end === -1) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}
