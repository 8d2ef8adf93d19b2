/** One target, cell by cell: the model beside the references, the better one marked. */
import {
  bestOf,
  type ComparedCell,
  referenceOrder,
  type Standing,
  type Target,
} from '../words/comparison.ts';
import { count, cycles, dash, percent } from '../words/number.ts';
import { referenceNames } from '../words/references.ts';
import { hrefOf } from '../routing/route.ts';

interface ComparisonTableProps {
  readonly cells: readonly ComparedCell[];
  readonly target: Target;
}

/** The unit stands once, above the table. */
const words = {
  soh: { caption: 'SoH error (MAPE, %)', format: percent, unit: / %$/, rmseOf: inPercent },
  rul: { caption: 'RUL error (MAE, cycles)', format: cycles, unit: / cycles$/, rmseOf: asItIs },
} as const;

function inPercent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

function asItIs(value: number | null): number | null {
  return value;
}

export function ComparisonTable({ cells, target }: ComparisonTableProps) {
  const isCovered = cells.some((cell) => cell[target].coverage !== undefined);
  const { caption } = words[target];
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={`${caption} per cell`}>
      <table className="plain-table comparison">
        <caption className="table-caption">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col">Model</th>
            {referenceOrder.map((name) => (
              <th key={name} scope="col">
                {referenceNames[name]}
              </th>
            ))}
            <th scope="col">RMSE</th>
            <th scope="col">R²</th>
            {isCovered ? <th scope="col">In band</th> : null}
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <CellRow key={cell.batteryId} {...{ cell, target, isCovered }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellRowProps {
  readonly cell: ComparedCell;
  readonly target: Target;
  readonly isCovered: boolean;
}

function CellRow({ cell, target, isCovered }: CellRowProps) {
  const standing = cell[target];
  const { format, unit, rmseOf } = words[target];
  const numberOf = (value: number | null | undefined): string => format(value).replace(unit, '');
  const best = bestOf(standing);
  return (
    <tr>
      <td>
        <a className="clip" href={hrefOf({ page: 'battery', batteryId: cell.batteryId })} title={cell.name}>
          {cell.name}
        </a>
      </td>
      <ErrorCell text={numberOf(standing.error)} isBest={best === 'model'} />
      {referenceOrder.map((name) => (
        <ErrorCell key={name} text={numberOf(standing.references[name])} isBest={best === name} />
      ))}
      <td>{numberOf(rmseOf(standing.rmse))}</td>
      <td>{standing.r2?.toFixed(3) ?? dash}</td>
      {isCovered ? <td>{coverageInWords(standing)}</td> : null}
      <td>{count(standing.rows)}</td>
    </tr>
  );
}

/** The mark is a shape and a word, not a colour alone. */
function ErrorCell({ text, isBest }: { readonly text: string; readonly isBest: boolean }) {
  if (!isBest) return <td>{text}</td>;
  return (
    <td className="best">
      <span aria-hidden="true">▸ </span>
      {text}
      <span className="unseen"> (the smallest)</span>
    </td>
  );
}

const coverageInWords = ({ coverage }: Standing): string =>
  coverage === null || coverage === undefined ? dash : `${Math.round(coverage * 100)} %`;
