/** The errors of a model on its validation rows, with what qualifies them. */
import type { Model } from '../../../../shared/contract/model.ts';
import { Figure } from '../../components/figure.tsx';
import { ModelBadges } from '../../components/model-badges.tsx';
import { spread } from '../../words/folds.ts';
import { rulOfModel } from '../../words/labels.ts';
import { cycles, percent } from '../../words/number.ts';
import { validationErrors } from '../../words/result.ts';

export function ModelErrors({ model }: { readonly model: Model }) {
  const { soh, rul, onWhat } = validationErrors(model.metrics);
  const rmse = (model.metrics.test ?? { soh_rmse: model.metrics.val_soh_rmse }).soh_rmse;
  return (
    <>
      <div className="figures">
        <Figure label="SoH error (MAPE)" value={spread(soh, percent)} />
        {rmse === null || model.metrics.folds !== null ? null : (
          <Figure label="SoH error (RMSE)" value={`${(rmse * 100).toFixed(2)} points`} />
        )}
        <Figure label={`RUL error (MAE), ${rulOfModel(model)}`} value={spread(rul, cycles)} />
      </div>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <span className="dim">{onWhat}</span>
        <ModelBadges model={model} />
      </div>
    </>
  );
}
