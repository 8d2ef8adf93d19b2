/** The errors of a model on its validation rows, with what qualifies them. */
import type { Model } from '../../../../shared/contract/model.ts';
import { Figure } from '../../components/figure.tsx';
import { ModelBadges } from '../../components/model-badges.tsx';
import { cycles, percent, plural } from '../../format/number.ts';

export function ModelErrors({ model }: { readonly model: Model }) {
  const { metrics } = model;
  return (
    <>
      <div className="figures">
        <Figure label="SoH error (MAPE)" value={percent(metrics.val_soh_mape)} />
        <Figure label="RUL error (MAE)" value={cycles(metrics.val_rul_mae)} />
      </div>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <span className="dim">on {plural(metrics.validation_cells.length, 'validation cell')}</span>
        <ModelBadges model={model} />
      </div>
    </>
  );
}
