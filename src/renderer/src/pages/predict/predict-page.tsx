/** A model asked about a cell: the answer for its last cycle large, the curve over all of them beside what was measured. */
import { extensionsInWords } from '../../../../shared/contract/formats.ts';
import { useEffect } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import { DropArea } from '../../components/drop-area.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyPanel, LoadingRows } from '../../components/states.tsx';
import { emptyNewJob, hrefOf } from '../../routing/route.ts';
import { replaceRoute } from '../../routing/use-route.ts';
import type { Chosen } from './chosen.ts';
import { PredictSide } from './predict-side.tsx';
import { PredictedCurves } from './predicted-curves.tsx';
import { PredictionHistory } from './prediction-history.tsx';
import { stores, useBatteries, useModels } from '../../state/page-stores.ts';

interface PredictPageProps {
  readonly modelId: number | null;
  readonly batteryId: number | null;
}

export function PredictPage({ modelId, batteryId }: PredictPageProps) {
  const { models, loading } = useModels();
  const [newest] = models.values();
  const model = models.get(modelId ?? 0) ?? newest;
  useEffect(stores().predictions.watch, []);
  useEffect(() => stores().broughtFiles.forget, []);
  return (
    <Page title="Predict" facts={<span className="clip">What a model says of a cell</span>}>
      {model ? (
        <PredictWith model={model} batteryId={batteryId} />
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

function PredictWith({ model, batteryId }: { readonly model: Model; readonly batteryId: number | null }) {
  const battery = useBatteries(({ batteries }) => batteries.get(batteryId ?? 0));
  const take = async (files: readonly File[]): Promise<void> => {
    const [first] = await stores().broughtFiles.bring(files);
    if (!first) return;
    replaceRoute({ page: 'predict', modelId: model.id, batteryId: first.id });
    await stores().prediction.predict(model, first);
  };
  const chosen: Chosen = { model, battery };
  return (
    <DropArea
      words={`Drop to import and predict: ${extensionsInWords()}`}
      onFiles={(files) => void take(files)}
    >
      <div className="predict">
        <PredictedCurves chosen={chosen} />
        <PredictSide chosen={chosen} onFiles={(files) => void take(files)} />
        <PredictionHistory />
      </div>
    </DropArea>
  );
}
