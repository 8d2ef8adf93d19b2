/** Shallow cycles with a full one now and then: only those tell what the cell still holds. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { firstFew } from '../word-lists.ts';
import { quantile } from './capacity-course.ts';
import { qualityEntry } from './quality-entry.ts';
import type { SkippedRepairs } from './required-repair.ts';

const fewestRows = 20;
const fewestCheckUps = 3;
/** Of all rows: with more of them the others are the exception. */
const mostShare = 0.25;
/** A check-up is fuller than the cycles around it by this. */
const fullerBy = 1.15;
/** Rows to each side that are around it. */
const around = 10;
/** From one check-up to the next the cell changes by no more; outliers do. */
const smoothBy = 1.1;

export interface CheckUps {
  /** Indices of the rows that count: all, or the check-ups. */
  readonly kept: readonly number[];
  readonly entries: readonly QualityEntry[];
}

/** `capacityAh`: of the rows in order, NaN where there is none. */
export function chooseCheckUps(
  { cycleIndex, capacityAh }: { readonly cycleIndex: ArrayLike<number>; readonly capacityAh: Float64Array },
  skipped: SkippedRepairs,
): CheckUps {
  const all = Array.from(capacityAh, (_, row) => row);
  const found = findCheckUps(capacityAh);
  if (found.length === 0) return { kept: all, entries: [] };
  const cycles = found.map((row) => cycleIndex[row] ?? 0);
  const checkUpAh = quantile(Float64Array.from(found, (row) => capacityAh[row] ?? 0), 0.5); // prettier-ignore
  const shallowAh = quantile(capacityAh.filter((capacity, row) => Number.isFinite(capacity) && !found.includes(row)), 0.5); // prettier-ignore
  const what =
    `Most cycles are shallow: they discharge about ${short(shallowAh)} Ah, while ${found.length} check-ups among them ` +
    `discharge about ${short(checkUpAh)} Ah (cycle ${firstFew(cycles)})`;
  if (skipped.has('use_check_ups')) {
    const message = `${what}. All count alike, as was asked for: SoH is what a cycle happened to discharge.`;
    return { kept: all, entries: [qualityEntry('check_ups', 'warning', message, { cycles })] };
  }
  const message = `${what}. Only the check-ups tell the capacity, and only they are kept; ${all.length - found.length} rows are left out.`;
  const facts = { cycles, count: all.length - found.length, repair: 'use_check_ups' as const };
  return { kept: found, entries: [qualityEntry('check_ups', 'warning', message, facts)] };
}

const short = (value: number): number => Number(value.toPrecision(3));

/** Rows that are check-ups; none where the cycles are alike. */
function findCheckUps(capacityAh: Float64Array): readonly number[] {
  const measured = Array.from(capacityAh, (_, row) => row).filter((row) => Number.isFinite(capacityAh[row]));
  if (measured.length < fewestRows) return [];
  const of = (row: number | undefined): number => capacityAh[row ?? -1] ?? Number.NaN;
  const full = measured.filter((row, index) => {
    const near = [...measured.slice(Math.max(0, index - around), index), ...measured.slice(index + 1, index + 1 + around)];
    return of(row) > fullerBy * quantile(Float64Array.from(near, of), 0.5);
  }); // prettier-ignore
  if (full.length < fewestCheckUps || full.length > mostShare * measured.length) return [];
  const rough = full.filter(
    (row, index) => index > 0 && Math.abs(Math.log(of(row) / of(full[index - 1]))) > Math.log(smoothBy),
  );
  return rough.length > 0.1 * full.length ? [] : full;
}
