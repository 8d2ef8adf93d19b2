/** Equal cells shall not get different nominal capacities because each was guessed alone: asked once for all of them. */
import { Button } from '@mantine/core';
import { firstCapacity, guessedNominals } from '../../forms/review-groups.ts';
import { stores } from '../../state/page-stores.ts';
import type { ReviewedFile } from '../../state/reviewed-file.ts';
import { ampereHours, plural } from '../../words/number.ts';

export function NominalQuestion({ files }: { readonly files: readonly ReviewedFile[] }) {
  const guesses = guessedNominals(files);
  const largest = guesses.at(-1);
  if (largest === undefined) return null;
  const ids = files.map(({ id }) => id);
  const capacities = files.map(firstCapacity);
  const [low, high] = [Math.min(...capacities), Math.max(...capacities)];
  const range =
    low === high ? `${ampereHours(low)} at first` : `${ampereHours(low)} to ${ampereHours(high)} at first`;
  const differ =
    guesses.length > 1 ? `, from which ${plural(guesses.length, 'different nominal')} would be guessed` : '';
  const all = files.length === 1 ? 'this cell' : `all ${files.length}`;
  return (
    <div className="review-question" role="group" aria-label="Nominal capacity">
      <span>
        <span aria-hidden="true">▲</span> {files.length === 1 ? 'It discharges' : 'They discharge'} {range}
        {differ}. SoH and RUL rest on the nominal capacity: what does the data sheet say?
      </span>
      <div className="row">
        <Button
          variant="default"
          onClick={() => stores().review.change(ids, { answers: { nominalCapacity: String(largest) } })}
        >
          {ampereHours(largest)} for {all}
        </Button>
        {files.length > 1 && guesses.length > 1 ? (
          <Button variant="default" onClick={() => stores().review.change(ids, { keepsGuess: true })}>
            Each its own guess
          </Button>
        ) : null}
      </div>
    </div>
  );
}
