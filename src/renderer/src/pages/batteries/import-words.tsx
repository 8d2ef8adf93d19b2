/** What became of one file: its cells and the repairs they needed, or why it was refused. */
import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { RepairName } from '../../../../shared/contract/quality.ts';
import { QualityMark } from '../../components/quality-mark.tsx';
import { TraceId } from '../../components/states.tsx';
import type { ClientError } from '../../client/client-error.ts';
import { plural } from '../../words/number.ts';
import { repairSentences, repairsMade, skippedRepairs } from '../../words/quality.ts';
import { hrefOf } from '../../routing/route.ts';
import type { FileImport } from '../../state/import-store.ts';
import { stores } from '../../state/page-stores.ts';

export function ImportWords({ one }: { readonly one: FileImport }) {
  const { state } = one;
  switch (state.phase) {
    case 'waiting':
      return <span className="dim">waiting</span>;
    case 'reading':
      return <span className="dim">reading</span>;
    case 'done':
      return <Imported one={one} cells={state.cells} />;
    case 'failed':
      return (
        <>
          <Refused error={state.error} />
          <Retry one={one} />
          <TraceId traceId={state.error.traceId} />
        </>
      );
  }
}

const namedAtOnce = 12;

function Imported({ one, cells }: { readonly one: FileImport; readonly cells: readonly Battery[] }) {
  const notes = cells.flatMap(({ notes: words, quality }) =>
    words.filter((note) => quality?.entries.every(({ message }) => message !== note) ?? true),
  );
  return (
    <>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <span className="dim">{plural(cells.length, 'cell')} imported:</span>
        {cells.slice(0, namedAtOnce).map((cell) => (
          <span key={cell.id} className="row">
            <a className="clip" href={hrefOf({ page: 'battery', batteryId: cell.id })} title={cell.name}>
              {cell.name}
            </a>
            <QualityMark battery={cell} />
          </span>
        ))}
        {cells.length > namedAtOnce ? (
          <span className="dim">and {plural(cells.length - namedAtOnce, 'more', 'more')}</span>
        ) : null}
      </div>
      {[...new Set(notes)].map((note) => (
        <span key={note} className="dim">
          {note}
        </span>
      ))}
      <Repairs one={one} cells={cells} />
    </>
  );
}

/** While the file is still at hand: each repair that was made can be left out, and made again. */
function Repairs({ one, cells }: { readonly one: FileImport; readonly cells: readonly Battery[] }) {
  const qualities = cells.map(({ quality }) => quality);
  const made = repairsMade(qualities);
  const skipped = skippedRepairs(qualities);
  const names = [...new Set([...made, ...skipped])].sort();
  if (names.length === 0) return null;
  return (
    <div className="repairs" role="group" aria-label={`Repairs of ${one.file.name}`}>
      {names.map((name) => (
        <Switch
          key={name}
          label={repairSentences[name]}
          checked={!skipped.includes(name)}
          onChange={(event) => readAgain(one, skipped, { name, isMade: event.currentTarget.checked })}
        />
      ))}
      <span className="dim">
        A change reads the file again; what it gives takes the place of these cells.
      </span>
    </div>
  );
}

function readAgain(
  one: FileImport,
  skipped: readonly RepairName[],
  { name, isMade }: { readonly name: RepairName; readonly isMade: boolean },
): void {
  const others = skipped.filter((other) => other !== name);
  stores().imports.again(one.id, withSkipped(one, isMade ? others : [...others, name]));
}

const withSkipped = ({ fields: { skip_repairs: _, ...rest } }: FileImport, skipped: readonly string[]) =>
  skipped.length === 0 ? rest : { ...rest, skip_repairs: skipped.join(',') };

function Refused({ error }: { readonly error: ClientError }) {
  return (
    <>
      <span className="bad">{error.message}</span>
      {error.details.map(({ field, issue }) => (
        <span key={field + issue}>
          {field}: {issue}
        </span>
      ))}
    </>
  );
}

/** What an import most often lacks is the nominal capacity: it can be given here; repairs left out are made again. */
function Retry({ one }: { readonly one: FileImport }) {
  const [capacity, setCapacity] = useState(one.fields.nominal_capacity ?? '');
  const skips = one.fields.skip_repairs !== undefined;
  const retry = (): void => {
    const typed = capacity.trim();
    stores().imports.again(one.id, {
      ...withSkipped(one, []),
      ...(typed === '' ? {} : { nominal_capacity: typed }),
    });
  };
  return (
    <div className="row">
      <TextInput
        aria-label="Nominal capacity in Ah"
        placeholder="Nominal capacity, Ah"
        w={170}
        value={capacity}
        onChange={(event) => setCapacity(event.currentTarget.value)}
      />
      <Button variant="default" onClick={retry}>
        {skips ? 'Try again with every repair' : 'Try again'}
      </Button>
    </div>
  );
}
