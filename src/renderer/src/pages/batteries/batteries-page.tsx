/** All cells; files dropped anywhere on the page are imported. */
import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { extensionsInWords, filesInWords } from '../../../../shared/contract/formats.ts';
import type { Battery } from '../../../../shared/contract/battery.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DropArea } from '../../components/drop-area.tsx';
import { FilePicker } from '../../components/file-picker.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import { searchRows, type Sorting, sortRows, tableAsTsv } from '../../components/table/column.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import { plural } from '../../words/number.ts';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { removeBattery } from '../../actions/battery-actions.ts';
import { reviewFiles } from '../../actions/review-files.ts';
import { takeSamples } from '../../actions/take-samples.ts';
import { batteryColumns } from './battery-columns.tsx';
import { hrefOf } from '../../routing/route.ts';
import { stores, useBatteries, useReview } from '../../state/page-stores.ts';
import { reviewInWords } from '../../words/review.ts';

const keyOf = ({ id }: Battery): number => id;
const open = ({ id }: Battery): void => goTo({ page: 'battery', batteryId: id });

export function BatteriesPage() {
  const { batteries, loading } = useBatteries();
  const list = useMemo(() => [...batteries.values()], [batteries]);
  // Imports by scripts are not announced.
  useEffect(() => void stores().batteries.load(), []);
  return (
    <Page
      title="Batteries"
      facts={list.length > 0 ? plural(list.length, 'cell') : null}
      actions={<FilePicker label="Import files" onFiles={reviewFiles} />}
    >
      <DropArea words={`Drop to import: ${extensionsInWords()}`} onFiles={reviewFiles}>
        <ReviewLink />
        {list.length > 0 ? (
          <BatteriesTable batteries={list} />
        ) : loading.phase === 'failed' ? (
          <FailurePanel
            what="The cells could not be read"
            error={loading.error}
            onRetry={() => void stores().batteries.load()}
          />
        ) : loading.phase === 'loading' ? (
          <LoadingRows what="cells" />
        ) : (
          <NoBatteries />
        )}
      </DropArea>
    </Page>
  );
}

/** A batch that was left in the middle. */
function ReviewLink() {
  const { files } = useReview();
  if (files.length === 0) return null;
  return (
    <div className="toolbar">
      <span className="clip">Import review: {reviewInWords(files)}</span>
      <a className="link" href={hrefOf({ page: 'import-review' })}>
        Go on with it
      </a>
    </div>
  );
}

function NoBatteries() {
  return (
    <EmptyPanel title="No cells yet">
      <span>
        Drop files anywhere on this page: {filesInWords()}. One file may hold several cells. Or begin with
        simulated ones.
      </span>
      <Button variant="default" onClick={() => void takeSamples()}>
        Add sample cells
      </Button>
    </EmptyPanel>
  );
}

function BatteriesTable({ batteries }: { readonly batteries: readonly Battery[] }) {
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<number | null>(null);
  const rows = useMemo(
    () => sortRows(searchRows(batteries, batteryColumns, search), batteryColumns, sorting),
    [batteries, search, sorting],
  );
  useShortcuts({
    Delete: () => {
      const active = batteries.find(({ id }) => id === activeKey);
      if (active) void removeBattery(active);
    },
  });
  return (
    <>
      <div className="toolbar">
        <SearchField label="Search cells" value={search} onChange={setSearch} />
        <div className="grow" />
        <Button variant="default" onClick={() => void takeSamples()}>
          Add sample cells
        </Button>
        <CopyButton label="Copy" what="Table" text={() => tableAsTsv(rows, batteryColumns)} />
      </div>
      <DataTable
        label="Cells"
        columns={batteryColumns}
        {...{ rows, keyOf, sorting, activeKey }}
        listName={search}
        onSorting={setSorting}
        onActive={setActiveKey}
        onOpen={open}
        empty={<EmptyPanel title="No cell matches">Change the search.</EmptyPanel>}
      />
    </>
  );
}
