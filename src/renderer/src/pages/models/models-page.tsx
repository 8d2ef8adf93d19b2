/** What the succeeded jobs left. */
import { useEffect, useMemo, useState } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import { searchRows, type Sorting, sortRows, tableAsTsv } from '../../components/table/column.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import type { RowTicks } from '../../components/table/row-ticks.tsx';
import { plural } from '../../words/number.ts';
import { emptyNewJob, hrefOf } from '../../routing/route.ts';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { removeModel } from '../../actions/model-actions.ts';
import { modelColumns } from './model-columns.tsx';
import { ModelSelectionBar } from './model-selection-bar.tsx';
import { stores, useModels, useSelected } from '../../state/page-stores.ts';

const keyOf = ({ id }: Model): number => id;
const open = ({ id }: Model): void => goTo({ page: 'model', modelId: id });

export function ModelsPage() {
  const { models, loading } = useModels();
  const list = useMemo(() => [...models.values()], [models]);
  // Deletions by scripts are not announced.
  useEffect(() => void stores().models.load(), []);
  return (
    <Page title="Models" facts={list.length > 0 ? plural(list.length, 'model') : null}>
      {list.length > 0 ? (
        <ModelsTable models={list} />
      ) : loading.phase === 'failed' ? (
        <FailurePanel
          what="The models could not be read"
          error={loading.error}
          onRetry={() => void stores().models.load()}
        />
      ) : loading.phase === 'loading' ? (
        <LoadingRows what="models" />
      ) : (
        <EmptyPanel title="No models yet">
          <span>
            Every job that succeeds leaves one. <a href={hrefOf(emptyNewJob)}>Start a job</a>
          </span>
        </EmptyPanel>
      )}
    </Page>
  );
}

function ModelsTable({ models }: { readonly models: readonly Model[] }) {
  const [search, setSearch] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<number | null>(null);
  const rows = useMemo(
    () => sortRows(searchRows(models, modelColumns, search), modelColumns, sorting),
    [models, search, sorting],
  );
  const ticks = useTicks(rows);
  useShortcuts({
    Escape: stores().selectedModels.clear,
    Delete: () => {
      const active = models.find(({ id }) => id === activeKey);
      if (active) void removeModel(active);
    },
  });
  return (
    <>
      <div className="toolbar">
        <SearchField label="Search models" value={search} onChange={setSearch} />
        <span className="grow dim">Errors are those of the validation rows, at the best epoch.</span>
        <CopyButton label="Copy" what="Table" text={() => tableAsTsv(rows, modelColumns)} />
      </div>
      <DataTable
        label="Models"
        columns={modelColumns}
        {...{ rows, keyOf, sorting, activeKey, ticks }}
        listName={search}
        onSorting={setSorting}
        onActive={setActiveKey}
        onOpen={open}
        empty={<EmptyPanel title="No model matches">Change the search.</EmptyPanel>}
      />
      <ModelSelectionBar />
    </>
  );
}

function useTicks(rows: readonly Model[]): RowTicks<Model> {
  const ticked = useSelected('selectedModels');
  return useMemo(() => {
    const { add, clear, extendTo, toggle } = stores().selectedModels;
    const ids = rows.map(keyOf);
    return {
      ticked,
      nameOf: ({ name }) => name,
      onTick: toggle,
      onExtend: (id) => extendTo(id, ids),
      onAll: () => (ticked.size > 0 ? clear() : add(ids)),
    };
  }, [rows, ticked]);
}
