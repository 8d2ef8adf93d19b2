/** Whether a model applies to what it was asked about; what is usual wears nothing. */
import type { Applicability } from '../../../shared/contract/model-file.ts';
import { applicabilityWords } from '../words/prediction.ts';
import { Badge } from './badge.tsx';

const sentences: Readonly<Record<Exclude<Applicability, 'usual'>, string>> = {
  unusual:
    'Its inputs lie further out than those of cells that were left out of the training: the interval is wider, the answer less sure.',
  foreign:
    'Its inputs lie far outside those of the training cells: the answer means nothing. Ask a model trained on cells of this kind.',
};

export function ApplicabilityBadge({ applicability }: { readonly applicability: Applicability | null }) {
  if (applicability === null || applicability === 'usual') return null;
  return <Badge word={applicabilityWords[applicability]} sentence={sentences[applicability]} isWarning />;
}
