/** `meta` of a list: which page this is and how many there are; an empty list has none. */
import type { PageMeta } from '../contract/pagination.ts';

export function pageMeta(
  asked: { readonly page: number; readonly page_size: number },
  total: number,
): PageMeta {
  return {
    page: asked.page,
    page_size: asked.page_size,
    total,
    total_pages: Math.ceil(total / asked.page_size),
  };
}
