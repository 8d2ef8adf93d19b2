/** Where a model came from: job, cells, settings, versions and hashes. */
import type { Model } from '../../../../shared/contract/model.ts';
import { labelMeanings } from '../../words/labels.ts';
import { bytes, dash, loss } from '../../words/number.ts';
import { plainText } from '../../words/plain-text.ts';
import { wholeTime } from '../../words/time.ts';
import { hrefOf } from '../../routing/route.ts';
import { useBatteries } from '../../state/page-stores.ts';

export function ModelOrigin({ model }: { readonly model: Model }) {
  const { batteries } = useBatteries();
  const nameOf = (id: number): string => batteries.get(id)?.name ?? `battery ${id}`;
  const { metrics } = model;
  return (
    <>
      <section className="stack">
        <h2>Where it came from</h2>
        <dl className="facts">
          <dt>job</dt>
          <dd>
            {model.job_id === null ? (
              'its history is gone'
            ) : (
              <a href={hrefOf({ page: 'job', jobId: model.job_id })}>#{model.job_id}</a>
            )}
          </dd>
          <dt>made</dt>
          <dd>{wholeTime(model.created_at)}</dd>
          <dt>trained on</dt>
          <dd>{metrics.training_cells.map(nameOf).join(', ') || dash}</dd>
          <dt>labels</dt>
          <dd>{labelMeanings(model).join('; ')}</dd>
          <dt>best epoch</dt>
          <dd>
            {metrics.best_epoch} of {metrics.epochs_run}
          </dd>
          <dt>validation loss</dt>
          <dd>{loss(metrics.val_loss)}</dd>
          <dt>engine</dt>
          <dd>{model.engine}</dd>
          <dt>version</dt>
          <dd>{model.version}</dd>
          <dt>size</dt>
          <dd>{bytes(model.file_size)}</dd>
          <dt>features</dt>
          <dd>{model.features.join(', ')}</dd>
          <dt>data hash</dt>
          <dd className="mono">{model.dataset_hash}</dd>
        </dl>
      </section>
      <section className="stack">
        <h2>Hyperparameters</h2>
        <dl className="facts">
          {Object.entries(model.hyperparams).map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value === null ? dash : plainText(value)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}
