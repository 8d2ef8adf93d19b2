/** The links of one part of the rail. Pure. */
import { type PageName, pageFacts, type PageTable, railPages } from '../../../shared/contract/pages.ts';

interface RailLinkFacts {
  readonly page: PageName;
  readonly icon: string;
  readonly label: string;
}

/** Names come back from strings by the table. */
export const railLinks = (part: 'top' | 'foot', table: PageTable = pageFacts): readonly RailLinkFacts[] =>
  railPages(table).flatMap(([page, { rail, icon = page, label }]) =>
    rail === part ? [{ page: page as PageName, icon, label }] : [],
  );
