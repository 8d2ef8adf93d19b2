/** Several trainings in one job: mean and deviation over the runs, pooled and for each cell that was left out. */
import type { FoldsSummary } from '../../../shared/contract/evaluation.ts';
import { foldsTitle, sohOverCells, spread } from '../words/folds.ts';
import { count, cycles, loss, percent } from '../words/number.ts';
import { Sentences } from './sentences.tsx';
import { hrefOf } from '../routing/route.ts';

interface FoldsTableProps {
  readonly folds: FoldsSummary;
  /** Beside a curve there is room for the SoH only. */
  readonly isNarrow?: boolean;
}

export function FoldsTable({ folds, isNarrow = false }: FoldsTableProps) {
  const kept = folds.runs[folds.kept_run];
  return (
    <section className="stack" aria-label="Folds">
      <h2>{foldsTitle(folds)}</h2>
      <Sentences sentences={sohOverCells(folds)} />
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label="Mean and deviation per cell">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Cell left out</th>
              <th scope="col">{isNarrow ? 'SoH error, %' : 'SoH error'}</th>
              <th scope="col">{isNarrow ? 'ridge, %' : 'ridge'}</th>
              {isNarrow ? null : <th scope="col">RUL error</th>}
              {isNarrow ? null : <th scope="col">Runs</th>}
            </tr>
          </thead>
          <tbody>
            {folds.cells.map((cell) => (
              <CellRow key={cell.battery_id} cell={cell} isNarrow={isNarrow} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All runs</th>
              <td>{spread(folds.val_soh_mape, isNarrow ? bare : percent)}</td>
              <td />
              {isNarrow ? null : <td>{spread(folds.val_rul_mae, cycles)}</td>}
              {isNarrow ? null : <td>{count(folds.runs.length)}</td>}
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="dim">
        Mean ± standard deviation. Validation loss {spread(folds.val_loss, loss)}.
        {kept
          ? ` The model is the run with the middle validation loss: run ${folds.kept_run + 1}, seed ${kept.seed}.`
          : ''}
      </p>
    </section>
  );
}

/** The unit stands in the heading. */
const bare = (value: number): string => percent(value).replace(' %', '');

interface CellRowProps {
  readonly cell: FoldsSummary['cells'][number];
  readonly isNarrow: boolean;
}

function CellRow({ cell, isNarrow }: CellRowProps) {
  return (
    <tr>
      <td>
        <a className="clip" href={hrefOf({ page: 'battery', batteryId: cell.battery_id })} title={cell.name}>
          {cell.name}
        </a>
      </td>
      <td>{spread(cell.soh_mape, isNarrow ? bare : percent)}</td>
      <td>{spread(cell.ridge_soh_mape, isNarrow ? bare : percent)}</td>
      {isNarrow ? null : <td>{spread(cell.rul_mae, cycles)}</td>}
      {isNarrow ? null : <td>{count(cell.runs)}</td>}
    </tr>
  );
}
