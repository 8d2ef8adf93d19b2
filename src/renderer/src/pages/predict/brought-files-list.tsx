/** What became of the files that were dropped: imported as cells first, then predicted. */
import { Loader } from '@mantine/core';
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Model } from '../../../../shared/contract/model.ts';
import { TraceId } from '../../components/states.tsx';
import { plural } from '../../words/number.ts';
import { hrefOf } from '../../routing/route.ts';
import type { BroughtFile } from '../../state/brought-files.ts';
import { sentenceOf } from '../../state/notices-store.ts';
import { useBroughtFiles } from '../../state/page-stores.ts';

export function BroughtFiles({ model }: { readonly model: Model }) {
  const { files } = useBroughtFiles();
  return files.map((file, index) => (
    <div key={`${file.name} ${index}`} className="stack" role="status" style={{ gap: 2 }}>
      <FileWords file={file} model={model} />
    </div>
  ));
}

function FileWords({ file, model }: { readonly file: BroughtFile; readonly model: Model }) {
  switch (file.phase) {
    case 'reading':
      return (
        <span className="row">
          <Loader size={14} aria-hidden="true" />
          <span className="clip" title={file.name}>
            Importing {file.name}
          </span>
        </span>
      );
    case 'failed':
      return (
        <>
          <span className="bad" style={{ overflowWrap: 'anywhere' }}>
            {file.name} was not imported: {sentenceOf(file.error)}
          </span>
          <TraceId traceId={file.error.traceId} />
        </>
      );
    case 'done':
      return (
        <>
          <span className="dim" style={{ overflowWrap: 'anywhere' }}>
            {file.wereThere
              ? `${file.name} is stored already; the cell of then answers:`
              : `${file.name} is imported as ${plural(file.cells.length, 'cell')}:`}
          </span>
          <CellLinks cells={file.cells} model={model} />
        </>
      );
  }
}

const namedAtOnce = 8;

/** Each leads to the same question about that cell. */
function CellLinks({ cells, model }: { readonly cells: readonly Battery[]; readonly model: Model }) {
  return (
    <span className="row" style={{ flexWrap: 'wrap' }}>
      {cells.slice(0, namedAtOnce).map(({ id, name }) => (
        <a
          key={id}
          className="clip"
          title={name}
          href={hrefOf({ page: 'predict', modelId: model.id, batteryId: id })}
        >
          {name}
        </a>
      ))}
      {cells.length > namedAtOnce ? (
        <span className="dim">and {cells.length - namedAtOnce} more under Batteries</span>
      ) : null}
    </span>
  );
}
