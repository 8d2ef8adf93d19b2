/** The figures of several runs, side by side and by cell. Pure. */
import { meanAndDeviation } from '../../learning/judging/metrics/mean-and-deviation.ts';
import type { FoldsSummary } from '../../shared/contract/evaluation.ts';
import type { CellErrors, ModelMetrics } from '../../shared/contract/model.ts';
import { judgedLoss } from '../judged-loss.ts';
import { medianRun } from './median-run.ts';

export interface SummarisedRun {
  readonly seed: number;
  readonly metrics: ModelMetrics;
}

export function summariseFolds(kind: FoldsSummary['kind'], measured: readonly SummarisedRun[]): FoldsSummary {
  const runs = measured.map(({ seed, metrics }) => ({
    seed,
    validation_cells: metrics.validation_cells.map(({ battery_id }) => battery_id),
    best_epoch: metrics.best_epoch,
    val_loss: metrics.val_loss,
    val_soh_mape: metrics.val_soh_mape,
    val_rul_mae: metrics.val_rul_mae,
  }));
  return {
    kind,
    runs,
    kept_run: medianRun(measured.map(({ metrics }) => judgedLoss(metrics))),
    val_loss: meanAndDeviation(runs.map(({ val_loss }) => val_loss)),
    val_soh_mape: meanAndDeviation(runs.map(({ val_soh_mape }) => val_soh_mape)),
    val_rul_mae: meanAndDeviation(runs.map(({ val_rul_mae }) => val_rul_mae)),
    cells: [...byCell(measured).values()].map((ofRuns) => summariseCell(ofRuns)),
  };
}

/** What every run that left a cell out says of it, cells in the order in which they were met. */
function byCell(measured: readonly SummarisedRun[]): ReadonlyMap<number, readonly CellErrors[]> {
  const found = new Map<number, CellErrors[]>();
  for (const cell of measured.flatMap(({ metrics }) => metrics.validation_cells)) {
    found.set(cell.battery_id, [...(found.get(cell.battery_id) ?? []), cell]);
  }
  return found;
}

function summariseCell(ofRuns: readonly CellErrors[]): FoldsSummary['cells'][number] {
  const ridge = ofRuns.map(({ references }) => references.find(({ name }) => name === 'ridge'));
  return {
    battery_id: ofRuns[0]?.battery_id ?? 0,
    name: ofRuns[0]?.name ?? '',
    runs: ofRuns.length,
    soh_mape: meanAndDeviation(ofRuns.map(({ soh }) => soh.mape)),
    soh_mae: meanAndDeviation(ofRuns.map(({ soh }) => soh.mae)),
    rul_mae: meanAndDeviation(ofRuns.map(({ rul }) => rul.mae)),
    ridge_soh_mape: meanAndDeviation(ridge.map((errors) => errors?.soh.mape ?? null)),
  };
}
