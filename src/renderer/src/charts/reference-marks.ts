/** What a job's losses stand beside: the references' validation losses as lines across the chart. Pure. */
import type { Evaluation, ReferenceName } from '../../../shared/contract/evaluation.ts';
import { lossOfReference } from '../../../shared/contract/series.ts';
import { referenceNames } from '../words/references.ts';
import type { Mark, Scale, Series } from './series.ts';

export interface ReferenceMark extends Mark {
  readonly key: string;
  readonly name: ReferenceName;
}

/** References that have a loss, the weakest first as they come. */
export function referenceMarks(evaluation: Evaluation | null): readonly ReferenceMark[] {
  return (evaluation?.references ?? []).flatMap(({ name, val_loss: at }) =>
    at === null
      ? []
      : [{ axis: 'y' as const, at, label: referenceNames[name], key: lossOfReference(name), name }],
  );
}

/** How far beyond the curves a reference may lie before drawing it would flatten them: a decade, or their height. */
const reach = { logarithmic: 10, linear: 2 } as const;

/** The references that can be drawn beside these curves; the others keep their place in the readout. */
export function referencesInSight(
  references: readonly ReferenceMark[],
  series: readonly Series[],
  scale: Scale,
): readonly ReferenceMark[] {
  let [low, high] = [Infinity, -Infinity];
  for (const { y } of series) {
    for (const value of y) {
      if (value === null || (scale === 'logarithmic' && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const isInSight = (at: number): boolean =>
    at <= high * reach[scale] && (scale === 'linear' || at >= low / reach[scale]);
  return references.filter(({ at }) => isInSight(at));
}
