/** The earlier predictions, by whomever they were asked; Enter asks the same again. */
import { useState } from 'react';
import type { Prediction } from '../../../../shared/contract/prediction.ts';
import { Pager } from '../../components/pager.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import { DataTable } from '../../components/table/data-table.tsx';
import { replaceRoute } from '../../routing/use-route.ts';
import { predictionColumns } from './prediction-columns.tsx';
import { stores, usePredictions } from '../../state/page-stores.ts';

const keyOf = ({ id }: Prediction): number => id;
const choose = ({ model_id: modelId, battery_id: batteryId }: Prediction): void =>
  replaceRoute({ page: 'predict', modelId, batteryId });
const keepOrder = (): void => undefined;

export function PredictionHistory() {
  const { predictions, meta, loading } = usePredictions();
  const [activeKey, setActiveKey] = useState<number | null>(null);
  return (
    <section className="predict-history" aria-label="Earlier predictions">
      <div className="row predict-history-head">
        <h2 className="grow">Earlier predictions</h2>
        <Pager meta={meta} what="predictions" onPage={(page) => void stores().predictions.load(page)} />
      </div>
      {loading.phase === 'failed' ? (
        <FailurePanel
          what="The earlier predictions could not be read"
          error={loading.error}
          onRetry={() => void stores().predictions.load(1)}
        />
      ) : loading.phase === 'loading' ? (
        <LoadingRows what="predictions" />
      ) : (
        <DataTable
          label="Predictions"
          columns={predictionColumns}
          rows={predictions}
          keyOf={keyOf}
          sorting={null}
          onSorting={keepOrder}
          listName={String(meta?.page ?? 1)}
          activeKey={activeKey}
          onActive={setActiveKey}
          onOpen={choose}
          empty={<EmptyPanel title="No predictions yet" />}
        />
      )}
    </section>
  );
}
