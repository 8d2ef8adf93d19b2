/** The keys that lead to a page. Pure. */
import { type PageName, pageFacts, type PageTable } from '../../../shared/contract/pages.ts';
import { entryTo, type Route } from './route.ts';

/** As the list of keys shows them. */
export const keysOfPages = (
  table: PageTable = pageFacts,
): readonly (readonly [key: string, what: string])[] =>
  Object.values(table).flatMap(({ shortcut }) =>
    shortcut ? [[shortcut.key.toUpperCase(), shortcut.words] as const] : [],
  );

/** By key, where it leads from here. */
export const routesByKey = (here: Route, table: PageTable = pageFacts): Readonly<Record<string, Route>> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([page, { shortcut }]) =>
      shortcut ? [[shortcut.key, entryTo(page as PageName, here)]] : [],
    ),
  );
