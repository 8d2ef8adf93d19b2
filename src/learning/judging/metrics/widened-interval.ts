/** An interval in other labels, or wider for inputs that are unusual; and how sure that is. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import { shareWithin } from './error-scales.ts';
import { closeSoh } from './intervals.ts';

type TargetInterval = Intervals['soh'];

/** Null where the factor is no number: nothing is said. */
function widened(interval: TargetInterval, factor: number): TargetInterval {
  if (!interval || Number.isNaN(factor)) return null;
  const { half_width: halfWidth, typical_error: typical } = interval;
  return {
    ...interval,
    half_width: halfWidth * factor,
    typical_error: typical === null ? null : typical * factor,
  };
}

/** Of both targets, each by its own factor. */
export const widenedIntervals = (
  intervals: Intervals | null,
  factors: { readonly soh: number; readonly rul: number },
): Pick<Intervals, 'soh' | 'rul'> => ({
  soh: widened(intervals?.soh ?? null, factors.soh),
  rul: widened(intervals?.rul ?? null, factors.rul),
});

/** Share of such answers within 0.02 of the true SoH; null where it was not measured. */
export function confidenceOf(interval: TargetInterval): number | null {
  if (!interval || interval.typical_error === null || interval.spread === null) return null;
  return shareWithin({ typical: interval.typical_error, spread: interval.spread }, closeSoh);
}
