/** What Neware's files call by number: what a step does, and in which unit a current of that range is counted. */

/** By the number in a record; others do nothing that has a name here. */
export const stepTypes: Readonly<Record<number, string>> = {
  1: 'CC_Chg',
  2: 'CC_DChg',
  3: 'CV_Chg',
  4: 'Rest',
  5: 'Cycle',
  7: 'CCCV_Chg',
  8: 'CP_DChg',
  9: 'CP_Chg',
  10: 'CR_DChg',
  13: 'Pause',
  16: 'Pulse',
  17: 'SIM',
  19: 'CV_DChg',
  20: 'CCCV_DChg',
  21: 'Control',
  22: 'OCV',
  26: 'CPCV_DChg',
  27: 'CPCV_Chg',
};

/** A charge with one of these begins a cycle, where a discharge came before it. */
const firstCharges: ReadonlySet<number> = new Set([1, 7, 9, 27]);
export const beginsCharge = (status: number): boolean => firstCharges.has(status);
/** A simulated profile counts as a discharge. */
const discharges: ReadonlySet<number> = new Set([2, 8, 10, 17, 19, 20, 26]);
export const isDischarge = (status: number): boolean => discharges.has(status);

/** mA of one count, by the range of the channel in mA; a negative range is one of the finer instruments. */
const milliampereOfCount: readonly (readonly [milliampere: number, ranges: readonly number[]])[] = [
  [10, [-100_000_000]],
  [1e-1, [1000, 6000, 10_000, 12_000, 20_000, 30_000, 40_000, 50_000, 60_000, 100_000, 200_000]],
  [1e-2, [100, 200, 250, 500]],
  [1e-2, [-200_000, -100_000, -60_000, -50_000, -40_000, -30_000, -20_000, -12_000, -10_000, -6000, -5000, -3000, -2000, -1000]],
  [1e-3, [10, 20, 25, 50, -500, -100]],
  [1e-4, [1, 2, 5, -50, -25, -20, -10]],
  [1e-5, [-5, -2, -1]],
  [0, [0]],
]; // prettier-ignore
const byRange = new Map(
  milliampereOfCount.flatMap(([count, ranges]) => ranges.map((range) => [range, count] as const)),
);

/** Undefined where the range is not known: its counts could be anything. */
export const milliampereOf = (range: number): number | undefined => byRange.get(range);
