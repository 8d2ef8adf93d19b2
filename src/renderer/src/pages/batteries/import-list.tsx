/** What became of each file. */
import { Button, Loader } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { bytes, plural } from '../../words/number.ts';
import { emptyNewJob } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import type { FileImport } from '../../state/import-store.ts';
import { ImportWords } from './import-words.tsx';
import { stores, useImports } from '../../state/page-stores.ts';

export function ImportList() {
  const { imports } = useImports();
  if (imports.length === 0) return null;
  const cellIds = imports.flatMap(({ state }) =>
    state.phase === 'done' ? state.cells.map(({ id }) => id) : [],
  );
  return (
    <section className="imports" aria-label="Imports" tabIndex={0}>
      <ImportProgress imports={imports} />
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
        <Button variant="default" onClick={stores().imports.clear}>
          Clear this list
        </Button>
      </div>
    </section>
  );
}

/** While several files are on their way. */
function ImportProgress({ imports }: { readonly imports: readonly FileImport[] }) {
  const ended = imports.filter(({ state }) => state.phase === 'done' || state.phase === 'failed').length;
  if (imports.length < 2 || ended === imports.length) return null;
  return (
    <div className="import">
      <div className="bar">
        <div
          className="bar-track"
          role="progressbar"
          aria-label="Files read"
          aria-valuemin={0}
          aria-valuemax={imports.length}
          aria-valuenow={ended}
        >
          <div className="bar-fill" style={{ width: `${(100 * ended) / imports.length}%` }} />
        </div>
        <span>
          {ended} of {plural(imports.length, 'file')} read
        </span>
      </div>
    </div>
  );
}

function ImportRow({ one }: { readonly one: FileImport }) {
  const { file, state } = one;
  return (
    <div className="import" role="status">
      <ImportMark phase={state.phase} />
      <div className="grow stack" style={{ gap: 2 }}>
        <span className="clip" title={file.name}>
          {file.name} <span className="dim">{bytes(file.size)}</span>
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
