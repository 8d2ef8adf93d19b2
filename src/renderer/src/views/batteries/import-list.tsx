/** What became of each file. */
import { Button, Loader, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { TraceId } from '../../components/states.tsx';
import { plural } from '../../format/number.ts';
import { emptyNewJob } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { clearImports, type FileImport, retryImport, useImports } from '../../stores/import-store.ts';

export function ImportList() {
  const { imports } = useImports();
  if (imports.length === 0) return null;
  const cellIds = imports.flatMap(({ state }) =>
    state.phase === 'done' ? state.cells.map(({ id }) => id) : [],
  );
  return (
    <section className="imports" aria-label="Imports" tabIndex={0}>
      {imports.map((one) => (
        <ImportRow key={one.id} one={one} />
      ))}
      <div className="import">
        {cellIds.length > 0 ? (
          <Button
            onClick={() => goTo({ ...emptyNewJob, page: 'new-job', likeJobId: null, batteryIds: cellIds })}
          >
            Train on {plural(cellIds.length, 'imported cell')}
          </Button>
        ) : null}
        <Button variant="default" onClick={clearImports}>
          Clear this list
        </Button>
      </div>
    </section>
  );
}

function ImportRow({ one }: { readonly one: FileImport }) {
  const { file, state } = one;
  return (
    <div className="import" role="status">
      <ImportMark phase={state.phase} />
      <div className="grow stack" style={{ gap: 2 }}>
        <span className="clip" title={file.name}>
          {file.name}
        </span>
        <ImportWords one={one} />
      </div>
    </div>
  );
}

function ImportMark({ phase }: { readonly phase: FileImport['state']['phase'] }) {
  switch (phase) {
    case 'waiting':
      return <span className="status-queued">◌</span>;
    case 'reading':
      return <Loader size={14} aria-label="Reading" />;
    case 'done':
      return (
        <span className="status-succeeded">
          <Icon name="check" size={14} />
        </span>
      );
    case 'failed':
      return (
        <span className="status-failed">
          <Icon name="close" size={14} />
        </span>
      );
  }
}

function ImportWords({ one }: { readonly one: FileImport }) {
  const { state } = one;
  switch (state.phase) {
    case 'waiting':
      return <span className="dim">waiting</span>;
    case 'reading':
      return <span className="dim">reading</span>;
    case 'done':
      return (
        <>
          <span className="dim">{plural(state.cells.length, 'cell')} imported</span>
          {[...new Set(state.cells.flatMap(({ notes }) => notes))].map((note) => (
            <span key={note} className="dim">
              {note}
            </span>
          ))}
        </>
      );
    case 'failed':
      return (
        <>
          <span className="bad">{state.error.message}</span>
          {state.error.details.map(({ field, issue }) => (
            <span key={field + issue}>
              {field}: {issue}
            </span>
          ))}
          <Retry one={one} />
          <TraceId traceId={state.error.traceId} />
        </>
      );
  }
}

/** What an import most often lacks is the nominal capacity: it can be given here. */
function Retry({ one }: { readonly one: FileImport }) {
  const [capacity, setCapacity] = useState(one.fields.nominal_capacity ?? '');
  const retry = (): void =>
    retryImport(one.id, capacity.trim() === '' ? {} : { nominal_capacity: capacity.trim() });
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
        Try again
      </Button>
    </div>
  );
}
