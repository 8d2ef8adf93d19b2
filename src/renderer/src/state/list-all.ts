/** Reads a whole list of the API, page by page. */
import type { PageMeta } from '../../../shared/contract/pagination.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly meta: PageMeta;
}

export const longestPage = 100;

const askedAtOnce = 6;

/** The first page alone, which says how many there are, then several at once. Throws what `askPage` throws. */
export async function listAll<Item>(askPage: (page: number) => Promise<Page<Item>>): Promise<Item[]> {
  const { items: firstItems, meta } = await askPage(1);
  const items = [...firstItems];
  let pageCount = meta.total_pages;
  for (let page = 2; page <= pageCount; page += askedAtOnce) {
    const count = Math.min(askedAtOnce, pageCount - page + 1);
    const answers = await Promise.all(Array.from({ length: count }, (_, index) => askPage(page + index)));
    for (const answer of answers) items.push(...answer.items);
    pageCount = answers.at(-1)?.meta.total_pages ?? pageCount;
  }
  return items;
}
