/** Series that share their x values as CSV, a column each; empty where a number does not exist. Pure. */
import type { Mark, Series } from './series.ts';

type Column = Pick<Series, 'key' | 'x' | 'y'>;

/** A band has two more columns; a reference has one with the same number in every row. */
export function seriesToCsv(xName: string, series: readonly Series[], marks: readonly Mark[] = []): string {
  const columns = series.flatMap(columnsOf);
  const references = marks.flatMap(({ key, at }) => (key === undefined ? [] : [{ key, at }]));
  const xs = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const values = columns.map(({ x, y }) => new Map(x.map((value, index) => [value, y[index]] as const)));
  const header = [xName, ...[...columns, ...references].map(({ key }) => quoted(key))].join(',');
  const rows = xs.map((x) =>
    [x, ...values.map((column) => column.get(x) ?? ''), ...references.map(({ at }) => at)].join(','),
  );
  return [header, ...rows, ''].join('\r\n');
}

function columnsOf({ key, x, y, band }: Series): readonly Column[] {
  if (!band) return [{ key, x, y }];
  return [
    { key, x, y },
    { key: `${key}_low`, x, y: band.low },
    { key: `${key}_high`, x, y: band.high },
  ];
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
