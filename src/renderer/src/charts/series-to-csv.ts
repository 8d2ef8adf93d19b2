/** Series that share their x values as CSV, one column each; empty where a number does not exist. Pure. */
import type { Series } from './series.ts';

export function seriesToCsv(xName: string, series: readonly Series[]): string {
  const xs = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const columns = series.map(({ x, y }) => new Map(x.map((value, index) => [value, y[index]] as const)));
  const header = [xName, ...series.map(({ key }) => quoted(key))].join(',');
  const rows = xs.map((x) => [x, ...columns.map((column) => column.get(x) ?? '')].join(','));
  return [header, ...rows, ''].join('\r\n');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
