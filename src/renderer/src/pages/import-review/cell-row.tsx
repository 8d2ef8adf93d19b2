/** A file with its cells: how they fade, what is to be looked at, and what can be changed. */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PreviewedCell } from '../../../../shared/contract/import-preview.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { type SohRange, sohOf } from '../../forms/review-fades.ts';
import { cellsOf } from '../../forms/review-groups.ts';
import { hrefOf } from '../../routing/route.ts';
import { stores, useReview } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { count, plural, share } from '../../words/number.ts';
import { openEntries } from '../../words/review.ts';
import { FileDetails } from './file-details.tsx';
import { ReadingMark } from './reading-mark.tsx';

interface CellRowProps {
  readonly one: ReviewedFile;
  readonly range: SohRange;
}

export function CellRow({ one, range }: CellRowProps) {
  const [isOpen, setOpen] = useState(false);
  const word = isOpen ? 'hide' : one.phase === 'imported' ? 'report' : 'details';
  return (
    <div className="review-file">
      {cellsOf(one).map((cell, index) => (
        <div key={cell.label ?? index} className="review-row">
          {index === 0 ? <Chosen one={one} /> : <span />}
          <NameOf one={one} cell={cell} index={index} />
          <Life cell={cell} range={range} />
          {index === 0 ? (
            <button
              className="plain-button link"
              aria-expanded={isOpen}
              aria-label={`${word}${isOpen ? ' the details' : ''} of ${one.file.name}`}
              onClick={() => setOpen(!isOpen)}
            >
              {word}
            </button>
          ) : null}
        </div>
      ))}
      {one.error ? (
        <span className="bad review-error">{one.error.details[0]?.issue ?? one.error.message}</span>
      ) : null}
      {isOpen ? <FileDetails one={one} /> : null}
    </div>
  );
}

function Chosen({ one }: { readonly one: ReviewedFile }) {
  if (one.phase === 'imported') return <span className="status-succeeded">✓</span>;
  if (one.phase !== 'read' && one.phase !== 'failed') return <ReadingMark name={one.file.name} />;
  return (
    <Checkbox
      size="xs"
      aria-label={`Import ${one.file.name}`}
      checked={one.isChosen}
      onChange={(event) => stores().review.change([one.id], { isChosen: event.currentTarget.checked })}
    />
  );
}

interface NameProps {
  readonly one: ReviewedFile;
  readonly cell: PreviewedCell;
  readonly index: number;
}

function NameOf({ one, cell, index }: NameProps) {
  const battery = one.cells[index];
  if (!battery) {
    return (
      <span className="clip" title={`${cell.name} (${one.file.name})`}>
        {cell.name}
      </span>
    );
  }
  return (
    <a className="clip" href={hrefOf({ page: 'battery', batteryId: battery.id })} title={battery.name}>
      {battery.name}
    </a>
  );
}

function Life({ cell, range }: { readonly cell: PreviewedCell; readonly range: SohRange }) {
  const { ticked } = useReview();
  const soh = sohOf(cell);
  const open = openEntries(cell, ticked);
  const mend = open.filter(({ kind }) => kind === 'mend').length;
  const look = open.length - mend;
  return (
    <>
      <span className="review-number">{plural(cell.total_cycles, 'cycle')}</span>
      <span className="review-number">
        {share(soh[0])} → {share(soh.at(-1))}
      </span>
      <Sparkline
        values={soh}
        threshold={cell.end_of_life}
        range={range}
        description={`SoH of ${cell.name} from ${share(soh[0])} to ${share(soh.at(-1))}`}
      />
      <span className="review-end dim">
        {cell.end_of_life_cycle === null ? 'end not reached' : `ends at ${count(cell.end_of_life_cycle)}`}
      </span>
      <span className="review-marks">
        {mend > 0 ? <span className="badge badge-mend">{mend} to mend</span> : null}
        {look > 0 ? <span className="badge badge-warning">{look} to look at</span> : null}
      </span>
    </>
  );
}
