/** Filters of the list of jobs that somebody wants again, as this browser remembers them. */
import { create } from 'zustand';
import { z } from 'zod';
import { keep, kept } from './kept.ts';

const savedFilterSchema = z.object({
  /** Of the tabs. */
  filter: z.string(),
  search: z.string(),
  sorting: z.object({ key: z.string(), direction: z.enum(['ascending', 'descending']) }).nullable(),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

const key = 'job-filters';
const keptAtMost = 30;

export const useSavedFilters = create<{ readonly filters: readonly SavedFilter[] }>(() => ({
  filters: z.array(savedFilterSchema).safeParse(kept(key)).data ?? [],
}));

export const isSameFilter = (one: SavedFilter, other: SavedFilter): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** The newest first; one that is there already moves up. */
export function saveFilter({ filter, search, sorting }: SavedFilter): void {
  const saved = { filter, search, sorting };
  put([saved, ...others(saved)].slice(0, keptAtMost));
}

export const forgetFilter = (filter: SavedFilter): void => put(others(filter));

const others = (filter: SavedFilter): readonly SavedFilter[] =>
  useSavedFilters.getState().filters.filter((one) => !isSameFilter(one, filter));

function put(filters: readonly SavedFilter[]): void {
  useSavedFilters.setState({ filters });
  keep(key, filters);
}
