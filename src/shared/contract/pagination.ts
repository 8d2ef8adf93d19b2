/** The list conventions of the platform: page from 1, page_size 1..100, newest first, `meta` beside `items`. */
import { z } from 'zod';

const maxPageSize = 100;

/** Query parameters of a list with its own default page size. Strings are accepted, as a query string brings them. */
export const pageQuery = (defaultPageSize: number) => ({
  page: wholeNumberFromQuery.pipe(z.int().min(1)).default(1).describe('Page number, from 1'),
  page_size: wholeNumberFromQuery
    .pipe(z.int().min(1).max(maxPageSize))
    .default(defaultPageSize)
    .describe(`Items per page, 1 to ${maxPageSize}`),
});

/** A number, or its decimal text as a query string or path carries it; anything else stays as it is and is refused next. */
export const wholeNumberFromQuery = z
  .union([z.number(), z.string()])
  .transform((value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value));

/** True or false, or their names as a query string carries them. */
export const switchFromQuery = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((value) => value === true || value === 'true')
  .pipe(z.boolean());

export const pageMetaSchema = z.object({
  page: z.int(),
  page_size: z.int(),
  total: z.int().describe('Items in all'),
  total_pages: z.int(),
});
export type PageMeta = z.infer<typeof pageMetaSchema>;

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), meta: pageMetaSchema });

export const idSchema = z.int().min(1);

/** An id as a path carries it: a positive whole number in decimal text, or already a number. */
export const idFromPath = wholeNumberFromQuery.pipe(idSchema);

export const timestampSchema = z.string().describe('UTC, ISO 8601, ending in Z');
