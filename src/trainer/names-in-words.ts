/** Names and numbers as the log writes them. */
import type { DatasetCell } from '../learning/data/dataset.ts';

/** `1 cycle`, `2 cycles` */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

/** `"CC Q", "CV Q"` */
export const quotedNames = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** `"2C-1" (battery 7), "2C-2" (battery 8)` */
export const cellNames = (cells: readonly DatasetCell[]): string =>
  cells.map(({ batteryId, name }) => `"${name}" (battery ${batteryId})`).join(', ');
