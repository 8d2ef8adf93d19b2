/** Numbers as they are shown: three significant digits for losses, one decimal for percentages; a dash where none exists. */
export const dash = '–';

const grouped = new Intl.NumberFormat('en', { useGrouping: true, maximumFractionDigits: 0 });

/** 0.0234, 1.50e-6, 12.3, 1 230 */
export function loss(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return value.toExponential(2).replace('e+', 'e');
  return size >= 1_000 ? count(value) : value.toPrecision(3);
}

/** A share of one as a percentage, e.g. SoH 0.934 as "93.4 %" */
export const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? dash : `${(value * 100).toFixed(1)} %`;

/** Already in percent, e.g. a MAPE; two significant places below 10. */
export const percent = (value: number | null | undefined): string =>
  value === null || value === undefined ? dash : `${value < 10 ? value.toFixed(2) : value.toFixed(1)} %`;

/** 12 345, grouped by thin spaces */
export const count = (value: number): string => grouped.format(value).replaceAll(',', '\u202f');

export const ampereHours = (value: number | null | undefined): string =>
  value === null || value === undefined ? dash : `${Number(value.toPrecision(4))} Ah`;

/** One decimal for small numbers of cycles, none for large ones. */
export const cycles = (value: number | null | undefined): string =>
  value === null || value === undefined ? dash : `${value < 10 ? value.toFixed(1) : count(value)} cycles`;

export function bytes(value: number): string {
  if (value < 1_000) return `${value} B`;
  if (value < 1_000_000) return `${(value / 1_000).toFixed(1)} kB`;
  return `${(value / 1_000_000).toFixed(1)} MB`;
}

/** "1 cell", "5 cells" */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;
