/** An evaluation as clouds of points, a cell each, and as CSV. SoH in percent, RUL in cycles. Pure. */
import type { EvaluatedCell } from '../../../shared/contract/prediction.ts';
import type { Target } from '../words/comparison.ts';
import { type Cloud, lookOfCell } from './cloud.ts';

type Column = readonly (number | null)[];

interface TargetColumns {
  readonly measured: Column;
  readonly predicted: Column;
  readonly low: Column;
  readonly high: Column;
}

/** In the unit it is shown in. */
export function columnsOf(cell: EvaluatedCell, target: Target): TargetColumns {
  if (target === 'rul') {
    const { rul_true: measured, rul_predicted: predicted, rul_low: low, rul_high: high } = cell;
    return { measured, predicted, low, high };
  }
  return {
    measured: inPercent(cell.soh_true),
    predicted: inPercent(cell.soh_predicted),
    low: inPercent(cell.soh_low),
    high: inPercent(cell.soh_high),
  };
}

const inPercent = (shares: Column): Column => shares.map((share) => (share === null ? null : share * 100));

/** Predicted minus measured, null where either is unknown. */
const residualsOf = ({ measured, predicted }: Pick<TargetColumns, 'measured' | 'predicted'>): Column =>
  predicted.map((value, row) => {
    const truth = measured[row] ?? null;
    return value === null || truth === null ? null : value - truth;
  });

export const agreementClouds = (cells: readonly EvaluatedCell[], target: Target): readonly Cloud[] =>
  cells.map((cell, index) => {
    const { measured, predicted } = columnsOf(cell, target);
    return { ...cloudOf(cell, index), x: measured, y: predicted };
  });

export const residualClouds = (cells: readonly EvaluatedCell[], target: Target): readonly Cloud[] =>
  cells.map((cell, index) => ({
    ...cloudOf(cell, index),
    x: cell.cycles,
    y: residualsOf(columnsOf(cell, target)),
  }));

const cloudOf = (
  cell: EvaluatedCell,
  index: number,
): Pick<Cloud, 'key' | 'label' | 'cycles' | 'color' | 'shape'> => ({
  key: String(cell.battery_id),
  label: cell.name,
  cycles: cell.cycles,
  ...lookOfCell(index),
});

const units: Readonly<Record<Target, string>> = { soh: 'percent', rul: 'cycles' };

/** Every row of every cell. */
export function evaluationCsv(cells: readonly EvaluatedCell[], target: Target): string {
  const unit = units[target];
  const names = ['measured', 'predicted', 'low', 'high', 'residual'].map(
    (name) => `${target}_${name}_${unit}`,
  );
  const rows = cells.flatMap((cell) => {
    const { measured, predicted, low, high } = columnsOf(cell, target);
    const columns = [measured, predicted, low, high, residualsOf({ measured, predicted })];
    return cell.cycles.map((cycle, row) =>
      [cell.battery_id, quoted(cell.name), cycle, ...columns.map((column) => column[row] ?? '')].join(','),
    );
  });
  return [['battery_id', 'name', 'cycle', ...names].join(','), ...rows, ''].join('\r\n');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
