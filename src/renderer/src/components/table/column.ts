/** Columns of a table, its order, and the table as text. Pure. */
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid track: "80px", "minmax(120px, 1fr)". */
  readonly track: string;
  readonly align?: 'end';
  readonly draw: (row: Row) => ReactNode;
  /** As copied, and as searched. */
  readonly text: (row: Row) => string;
  /** What the column sorts by here; null sorts last. */
  readonly order?: (row: Row) => number | string | null;
  /** What the API sorts by, where not all rows are here. With neither the column does not sort. */
  readonly sortKey?: string;
}

export interface Sorting {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

/** As the API takes it: "-soh_error". undefined: its own order. */
export function sortOf<Row>(columns: readonly Column<Row>[], sorting: Sorting | null): string | undefined {
  const key = columns.find((column) => column.key === sorting?.key)?.sortKey;
  return key && sorting?.direction === 'descending' ? `-${key}` : key;
}

/** The same rows where the sorting names no column. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const order = columns.find(({ key }) => key === sorting?.key)?.order;
  if (!order || !sorting) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => compare(order(one), order(other), sign));
}

function compare(one: number | string | null, other: number | string | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'string' || typeof other === 'string') {
    return sign * String(one).localeCompare(String(other), 'en', { numeric: true });
  }
  return sign * (one - other);
}

/** First click ascending, then descending, then the list's own order again. */
export function nextSorting(sorting: Sorting | null, key: string): Sorting | null {
  if (sorting?.key !== key) return { key, direction: 'ascending' };
  return sorting.direction === 'ascending' ? { key, direction: 'descending' } : null;
}

/** Rows that contain every word of `search` somewhere. */
export function searchRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  search: string,
): readonly Row[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.text(row))
      .join('\t')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Tab-separated, with a heading line: what spreadsheets paste. */
export function tableAsTsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = rows.map((row) =>
    columns.map((column) => column.text(row).replace(/[\t\r\n]+/g, ' ')).join('\t'),
  );
  return [columns.map(({ title }) => title).join('\t'), ...lines].join('\n');
}
