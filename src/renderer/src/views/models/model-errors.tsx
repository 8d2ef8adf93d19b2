/** The errors of a model on its validation rows, with what qualifies them. */
import type { Model } from '../../../../shared/contract/model.ts';
import { SimulatedBadge } from '../../components/badge.tsx';
import { Figure } from '../../components/figure.tsx';
import { cycles, percent, plural } from '../../format/number.ts';
import { ByCycleBadge } from '../jobs/job-work.tsx';
import { OneCellBadge } from './one-cell-badge.tsx';

export function ModelErrors({ model }: { readonly model: Model }) {
  const { metrics, simulated_data: isSimulated } = model;
  const cellCount = metrics.validation_cells.length;
  return (
    <>
      <div className="figures">
        <Figure label="SoH error (MAPE)" value={percent(metrics.val_soh_mape)} />
        <Figure label="RUL error (MAE)" value={cycles(metrics.val_rul_mae)} />
      </div>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <span className="dim">on {plural(cellCount, 'validation cell')}</span>
        {metrics.split_by === 'cycle' ? <ByCycleBadge /> : null}
        {cellCount === 1 ? <OneCellBadge /> : null}
        {isSimulated ? <SimulatedBadge /> : null}
      </div>
    </>
  );
}
