/** The errors of a model on each cell that judged it. */
import type { CellErrors } from '../../../../shared/contract/model.ts';
import { count, cycles, dash, percent } from '../../format/number.ts';
import { hrefOf } from '../../routing/route.ts';

const fit = (r2: number | null): string => (r2 === null ? dash : r2.toFixed(3));

export function CellErrorsTable({ cells }: { readonly cells: readonly CellErrors[] }) {
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label="Errors per cell">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col">SoH MAPE</th>
            <th scope="col">SoH RMSE</th>
            <th scope="col">SoH R²</th>
            <th scope="col">RUL MAE</th>
            <th scope="col">RUL RMSE</th>
            <th scope="col">RUL R²</th>
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ battery_id: id, name, soh, rul }) => (
            <tr key={id}>
              <td>
                <a href={hrefOf({ page: 'battery', batteryId: id })}>{name}</a>
              </td>
              <td>{percent(soh.mape)}</td>
              <td>{percent(soh.rmse === null ? null : soh.rmse * 100)}</td>
              <td>{fit(soh.r2)}</td>
              <td>{cycles(rul.mae)}</td>
              <td>{cycles(rul.rmse)}</td>
              <td>{fit(rul.r2)}</td>
              <td>{count(soh.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
