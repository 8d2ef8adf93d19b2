/** What a log says of an evaluation before the first epoch: what may flatter the figures, and what is to be beaten. */
import type { Evaluation, ReferenceName } from '../shared/contract/evaluation.ts';
import { information, type LogText, warning } from './log-text.ts';
import { lossInWords } from './loss-in-words.ts';

export const describeEvaluation = ({ leakage, references, split_by }: Evaluation): readonly LogText[] => [
  ...leakage.map(({ message }) => warning(message)),
  information(
    `To be beaten on the validation rows: ${references.map((reference) => referenceInWords(reference, split_by)).join('; ')}`,
  ),
];

function referenceInWords(
  { name, val_loss, val_soh_mape }: Evaluation['references'][number],
  splitBy: Evaluation['split_by'],
): string {
  const loss =
    val_loss === null ? 'no loss, since it has no answer for some row' : `loss ${lossInWords(val_loss)}`;
  const mape = val_soh_mape === null ? '' : `, SoH off by ${val_soh_mape.toFixed(2)} %`;
  return `${nameInWords(name, splitBy)}: ${loss}${mape}`;
}

function nameInWords(name: ReferenceName, splitBy: Evaluation['split_by']): string {
  switch (name) {
    case 'mean':
      return 'the training mean';
    case 'linear_fade':
      return splitBy === 'cycle'
        ? 'linear fade (a line through each cell’s own training cycles)'
        : 'linear fade (a line through each cell’s own first measured cycles, which the model does not see)';
    case 'ridge':
      return 'ridge regression';
  }
}
