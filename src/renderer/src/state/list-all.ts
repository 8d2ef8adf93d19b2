/** Reads a whole list of the API, page by page. */
import type { PageMeta } from '../../../shared/contract/pagination.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly meta: PageMeta;
}

export const longestPage = 100;

/** Throws what `askPage` throws. */
export async function listAll<Item>(askPage: (page: number) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await askPage(page);
    items.push(...answer.items);
    if (page >= answer.meta.total_pages) return items;
  }
}
