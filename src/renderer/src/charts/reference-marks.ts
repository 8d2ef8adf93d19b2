/** What a job's losses stand beside: the references' validation losses as lines across the chart. Pure. */
import type { Evaluation, ReferenceName } from '../../../shared/contract/evaluation.ts';
import { referenceNames } from '../format/references.ts';
import type { Mark } from './series.ts';

export interface ReferenceMark extends Mark {
  readonly key: string;
  readonly name: ReferenceName;
}

/** Each reference stands in the metrics too, as a term with the same number in every epoch. */
export const isReferenceTerm = (name: string): boolean => name !== 'val_loss' && name.endsWith('_val_loss');

/** References that have a loss, the weakest first as they come. */
export function referenceMarks(evaluation: Evaluation | null): readonly ReferenceMark[] {
  return (evaluation?.references ?? []).flatMap(({ name, val_loss: at }) =>
    at === null
      ? []
      : [{ axis: 'y' as const, at, label: referenceNames[name], key: `${name}_val_loss`, name }],
  );
}
