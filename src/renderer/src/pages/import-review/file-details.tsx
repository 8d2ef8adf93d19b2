/** Of one file: what the import noticed, the repairs, and the columns. */
import { Button, Checkbox, Switch } from '@mantine/core';
import { useState } from 'react';
import type { PreviewedCell } from '../../../../shared/contract/import-preview.ts';
import type { RepairName } from '../../../../shared/contract/quality.ts';
import { cellsOf } from '../../forms/review-groups.ts';
import { stores, useReview } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { plural } from '../../words/number.ts';
import { repairSentences, repairsMade } from '../../words/quality.ts';
import { entryTitles, inOrderOfKind, tickKey } from '../../words/review.ts';
import { ColumnsPanel } from './columns-panel.tsx';

export function FileDetails({ one }: { readonly one: ReviewedFile }) {
  const [showsColumns, setShowsColumns] = useState(false);
  const isOpen = one.phase !== 'imported';
  const hasTables = (one.preview?.tables.length ?? 0) > 0;
  return (
    <div className="review-details">
      {cellsOf(one).map((cell, index) => (
        <Report key={cell.label ?? index} cell={cell} />
      ))}
      {isOpen ? <Repairs one={one} /> : null}
      {isOpen && hasTables ? (
        <div>
          <Button
            variant="default"
            onClick={() => setShowsColumns(!showsColumns)}
            aria-expanded={showsColumns}
          >
            {showsColumns ? 'Hide the columns' : 'Columns …'}
          </Button>
        </div>
      ) : null}
      {isOpen && showsColumns ? <ColumnsPanel one={one} /> : null}
    </div>
  );
}

/** A cell of a workbook may have a hundred lines. */
const shownAtOnce = 40;

function Report({ cell }: { readonly cell: PreviewedCell }) {
  const { ticked } = useReview();
  const entries = inOrderOfKind(cell.quality.entries);
  return (
    <ul className="review-entries" aria-label={`Report of ${cell.name}`}>
      {entries.slice(0, shownAtOnce).map((entry) => {
        const key = tickKey(cell, entry);
        return (
          <li key={key} className={`review-entry entry-${entry.kind}`}>
            <Checkbox
              size="xs"
              aria-label={`Seen: ${entry.message}`}
              checked={ticked.has(key)}
              onChange={(event) => stores().review.tick(key, event.currentTarget.checked)}
            />
            <strong>{entryTitles[entry.kind]}</strong>
            <span className={ticked.has(key) ? 'dim' : ''}>{entry.message}</span>
          </li>
        );
      })}
      {entries.length > shownAtOnce ? (
        <li className="dim">and {plural(entries.length - shownAtOnce, 'more', 'more')}</li>
      ) : null}
      {entries.length === 0 ? <li className="dim">Nothing unusual.</li> : null}
    </ul>
  );
}

/** Each repair that was made can be left out, and made again. */
export function Repairs({ one }: { readonly one: ReviewedFile }) {
  const made = repairsMade(cellsOf(one).map(({ quality }) => quality));
  const names = [...new Set([...made, ...one.skippedRepairs])].sort();
  if (names.length === 0) return null;
  const set = (name: RepairName, isMade: boolean): void => {
    const others = one.skippedRepairs.filter((other) => other !== name);
    stores().review.change([one.id], { skippedRepairs: isMade ? others : [...others, name] });
  };
  return (
    <div className="repairs" role="group" aria-label={`Repairs of ${one.file.name}`}>
      {names.map((name) => (
        <Switch
          key={name}
          label={repairSentences[name]}
          checked={!one.skippedRepairs.includes(name)}
          onChange={(event) => set(name, event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}
