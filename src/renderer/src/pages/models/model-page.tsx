/** One model: how good it is, cell by cell, and all that is needed to make it again. */
import { Button } from '@mantine/core';
import type { Model } from '../../../../shared/contract/model.ts';
import { RemarkFields } from '../../components/remark-fields.tsx';
import { EditInPlace } from '../../components/edit-in-place.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { EmptyPanel, LoadingRows } from '../../components/states.tsx';
import { methods } from '../../../../shared/contract/methods/index.ts';
import { hrefOf } from '../../routing/route.ts';
import { useShortcuts } from '../../routing/shortcuts.ts';
import { goTo } from '../../routing/use-route.ts';
import { removeModel, changeModel } from '../../actions/model-actions.ts';
import { EvaluationSection } from './evaluation-section.tsx';
import { ModelDownloads } from './model-downloads.tsx';
import { ModelOrigin } from './model-origin.tsx';
import { ModelVerdict } from './model-verdict.tsx';
import { useModels } from '../../state/page-stores.ts';

export function ModelPage({ modelId }: { readonly modelId: number }) {
  const model = useModels(({ models }) => models.get(modelId));
  const { loading } = useModels();
  if (model) return <LoadedModel model={model} />;
  return (
    <Page title={`Model ${modelId}`}>
      {loading.phase === 'loading' ? (
        <LoadingRows what="model" />
      ) : (
        <EmptyPanel title={`There is no model ${modelId}`}>
          <a href={hrefOf({ page: 'models' })}>All models</a>
        </EmptyPanel>
      )}
    </Page>
  );
}

function LoadedModel({ model }: { readonly model: Model }) {
  const remove = async (): Promise<void> => {
    if (await removeModel(model)) goTo({ page: 'models' });
  };
  useShortcuts({ Delete: () => void remove(), Escape: () => goTo({ page: 'models' }) });
  return (
    <Page
      title={model.name}
      facts={methods[model.algorithm].label}
      actions={
        <>
          <Button
            leftSection={<Icon name="predict" />}
            title="Predict with this model (P)"
            onClick={() => goTo({ page: 'predict', modelId: model.id, batteryId: null })}
          >
            Predict
          </Button>
          <Button
            variant="default"
            leftSection={<Icon name="trash" />}
            onClick={() => void remove()}
            title="Delete (Del)"
          >
            Delete
          </Button>
        </>
      }
    >
      <div className="form-page">
        <div className="form-main">
          <ModelVerdict model={model} />
          <EvaluationSection key={model.id} model={model} />
        </div>
        <aside className="form-side" aria-label="Origin">
          <EditInPlace
            key={model.name}
            label="Name"
            text={model.name}
            onSave={(name) => changeModel(model.id, { name })}
          />
          <RemarkFields remarks={model} onSave={(change) => changeModel(model.id, change)} />
          <ModelDownloads model={model} />
          <ModelOrigin model={model} />
        </aside>
      </div>
    </Page>
  );
}
