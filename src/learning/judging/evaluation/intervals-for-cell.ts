/** A model's intervals in the labels of one cell: none for a target that is not answered there. */
import type { Intervals } from '../../../shared/contract/evaluation.ts';
import type { ModelDescription } from '../../../shared/contract/model-file.ts';
import type { JudgedCell } from './judge-cell.ts';

export function intervalsFor(
  { metrics: { intervals } }: ModelDescription,
  { match: { sohFactor, rulEndsAt } }: Pick<JudgedCell, 'match'>,
): Intervals | null {
  if (!intervals) return null;
  const { soh, rul } = intervals;
  return {
    ...intervals,
    soh: soh && sohFactor !== null ? { ...soh, half_width: soh.half_width * sohFactor } : null,
    rul: rulEndsAt === null ? null : rul,
  };
}
