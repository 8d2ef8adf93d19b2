/** How good the model was on the cells that judged it in training, beside the references, and how sure that is. */
import { useMemo } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import { ComparisonTable } from '../../components/comparison-table.tsx';
import { FoldsTable } from '../../components/folds-table.tsx';
import { LeakageSentences } from '../../components/leakage-badges.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { comparedCell } from '../../words/comparison.ts';
import { leakageOfModel } from '../../words/leakage.ts';
import { intervalsInWords } from '../../words/prediction.ts';
import { ModelErrors } from './model-errors.tsx';

export function ModelVerdict({ model }: { readonly model: Model }) {
  const { metrics } = model;
  const cells = useMemo(() => (metrics.test?.cells ?? metrics.validation_cells).map(comparedCell), [metrics]);
  const widths = metrics.intervals ? intervalsInWords(metrics.intervals) : [];
  return (
    <>
      <section className="stack">
        <ModelErrors model={model} />
        <Sentences sentences={[...metrics.verdict, ...widths]} />
        {model.label_changes.length === 0 ? null : (
          <Sentences
            sentences={[
              'Since it was trained, the labels of its cells have changed; its answers are converted where that is exact, else not given.',
              ...model.label_changes,
            ]}
          />
        )}
        <LeakageSentences leakage={leakageOfModel(model)} />
      </section>
      <section className="stack" style={{ gap: 16 }}>
        <h2>
          Beside the references, per {metrics.test ? 'test' : 'validation'} cell, at epoch{' '}
          {metrics.best_epoch}
        </h2>
        <ComparisonTable cells={cells} target="soh" />
        <ComparisonTable cells={cells} target="rul" />
      </section>
      {metrics.folds ? <FoldsTable folds={metrics.folds} /> : null}
    </>
  );
}
