/** The question and its answer: which model, which cell or file, what comes out, and what to mind about it. */
import { Button, NativeSelect } from '@mantine/core';
import type { Model } from '../../../../shared/contract/model.ts';
import { FilePicker } from '../../components/file-picker.tsx';
import { ModelBadges } from '../../components/model-badges.tsx';
import { modelInWords } from '../../words/prediction.ts';
import { hrefOf } from '../../routing/route.ts';
import { replaceRoute } from '../../routing/use-route.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { BroughtFiles } from './brought-files-list.tsx';
import { PredictCall } from './predict-call.tsx';
import type { Chosen } from './chosen.ts';
import { stores, useBatteries, useModels, usePrediction } from '../../state/page-stores.ts';

interface PredictSideProps {
  readonly chosen: Chosen;
  readonly onFiles: (files: readonly File[]) => void;
}

export function PredictSide({ chosen, onFiles }: PredictSideProps) {
  const { model, battery } = chosen;
  const isWorking = usePrediction(({ answer }) => answer.phase === 'working');
  return (
    <aside className="job-facts" aria-label="Question and answer">
      <section className="stack">
        <ModelChoice chosen={chosen} />
        <span className="dim">{modelInWords(model)}</span>
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <a href={hrefOf({ page: 'model', modelId: model.id })}>How good it is</a>
          <ModelBadges model={model} />
        </div>
      </section>
      <section className="stack">
        <CellChoice chosen={chosen} />
        <div className="row">
          <Button
            disabled={!battery || isWorking}
            loading={isWorking}
            onClick={() => battery && void stores().prediction.predict(model, battery)}
          >
            Predict
          </Button>
          <FilePicker label="From a file" onFiles={onFiles} variant="default" />
        </div>
        <BroughtFiles model={model} />
      </section>
      <AnswerPanel chosen={chosen} />
      <PredictCall chosen={chosen} />
    </aside>
  );
}

function ModelChoice({ chosen: { model, battery } }: { readonly chosen: Chosen }) {
  const models = useModels((state) => state.models);
  return (
    <NativeSelect
      label="Model"
      title={model.name}
      value={String(model.id)}
      data={[...models.values()].map((one: Model) => ({ value: String(one.id), label: one.name }))}
      onChange={(event) =>
        replaceRoute({
          page: 'predict',
          modelId: Number(event.currentTarget.value),
          batteryId: battery?.id ?? null,
        })
      }
    />
  );
}

const none = { value: '0', label: 'Choose a cell, or drop a file' } as const;

function CellChoice({ chosen: { model, battery } }: { readonly chosen: Chosen }) {
  const { batteries } = useBatteries();
  const cells = [...batteries.values()].map(({ id, name, simulated }) => ({
    value: String(id),
    label: simulated ? `${name} (simulated)` : name,
  }));
  return (
    <NativeSelect
      label="Cell"
      title={battery?.name}
      value={String(battery?.id ?? 0)}
      data={battery ? cells : [none, ...cells]}
      onChange={(event) =>
        replaceRoute({
          page: 'predict',
          modelId: model.id,
          batteryId: Number(event.currentTarget.value),
        })
      }
    />
  );
}
