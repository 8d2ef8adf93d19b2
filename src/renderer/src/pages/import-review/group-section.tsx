/** The cells of what is most likely one product: answered for together, listed below with their fades to one scale. */
import { useId } from 'react';
import type { ReviewGroup } from '../../forms/review-groups.ts';
import { cellsOf, sharedAnswer } from '../../forms/review-groups.ts';
import { sohRange } from '../../forms/review-fades.ts';
import { stores } from '../../state/page-stores.ts';
import type { ReviewAnswers } from '../../state/reviewed-file.ts';
import { plural } from '../../words/number.ts';
import { AnswerField } from './answer-field.tsx';
import { CellRow } from './cell-row.tsx';
import { NominalQuestion } from './nominal-question.tsx';

const fields: readonly {
  readonly field: keyof ReviewAnswers;
  readonly label: string;
  readonly unit?: string;
  readonly width: number;
}[] = [
  { field: 'nominalCapacity', label: 'Nominal capacity', unit: 'Ah', width: 132 },
  { field: 'endOfLife', label: 'End of life', unit: '%', width: 96 },
  { field: 'chemistry', label: 'Chemistry', width: 116 },
  { field: 'manufacturer', label: 'Manufacturer', width: 132 },
  { field: 'temperature', label: 'Temperature', unit: '°C', width: 104 },
];

export function GroupSection({ group }: { readonly group: ReviewGroup }) {
  const titleId = useId();
  const { files, pattern } = group;
  const open = files.filter(({ phase }) => phase !== 'imported');
  const cellCount = files.reduce((sum, one) => sum + cellsOf(one).length, 0);
  const range = sohRange(files);
  return (
    <section className="panel review-group" aria-labelledby={titleId}>
      <header className="review-head">
        <div className="review-title">
          <h2 id={titleId} className="clip" title={pattern}>
            {pattern}
          </h2>
          <span className="dim">{plural(cellCount, 'cell')}</span>
        </div>
        {open.length === 0 ? null : (
          <div className="review-answers">
            {fields.map(({ field, ...look }) => (
              <AnswerField
                key={field}
                {...look}
                field={field}
                text={sharedAnswer(open, field)}
                placeholder={placeholderOf(field)}
                onAnswer={(text) =>
                  stores().review.change(
                    open.map(({ id }) => id),
                    { answers: { [field]: text } },
                  )
                }
              />
            ))}
          </div>
        )}
      </header>
      <NominalQuestion files={open} />
      <div className="review-rows">
        {files.map((one) => (
          <CellRow key={one.id} one={one} range={range} />
        ))}
      </div>
    </section>
  );
}

const placeholderOf = (field: keyof ReviewAnswers): string =>
  field === 'endOfLife' ? '80' : field === 'nominalCapacity' ? 'e.g. 2.5' : '';
