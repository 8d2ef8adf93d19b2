/** SoH of cells that are not stored yet. Pure. */
import type { PreviewedCell } from '../../../shared/contract/import-preview.ts';
import type { ReviewedFile } from '../state/reviewed-file.ts';
import { cellsOf } from './review-groups.ts';

export interface SohRange {
  readonly low: number;
  readonly high: number;
}

const longest = 60;

/** Fractions of nominal, thinned to what a sparkline can show. */
export function sohOf({ capacity, nominal_capacity: nominal }: PreviewedCell): readonly number[] {
  const soh = capacity.flatMap((value) => (value === null ? [] : [value / nominal]));
  const step = Math.max(1, Math.ceil(soh.length / longest));
  const thinned = soh.filter((_, index) => index % step === 0);
  const last = soh.at(-1);
  return last === undefined ? thinned : [...thinned, last];
}

/** One scale for all cells of a group, their ends of life included. */
export function sohRange(files: readonly ReviewedFile[]): SohRange {
  const values = files.flatMap((one) => cellsOf(one).flatMap((cell) => [...sohOf(cell), cell.end_of_life]));
  return { low: Math.min(...values), high: Math.max(...values) };
}
