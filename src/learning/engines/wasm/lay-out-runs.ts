/**
 * Where everything lies in the one memory of a run set: rows that runs share are there once, all else is each run's own. It
 * follows from the plan and the number of rows alone, so that every thread finds it by itself.
 */
import type { NetworkPlan } from '../engine.ts';
import { layOutBaseline } from './baseline-layout.ts';
import { layOutBilstm } from './bilstm-layout.ts';
import { reserveDataSet, reserveRows, type RowCount, type RowTable } from './data-set.ts';
import { layOutDeephpm } from './deephpm-layout.ts';
import { type MemoryPlan, planMemory } from './memory-plan.ts';
import type { LayOutNetwork, NetworkLayout } from './network-layout.ts';

/** Predictions come in chunks of at least this, also where training takes fewer rows at a time. */
const leastBatchRows = 32;

const layouts: Readonly<Record<NetworkPlan['choice']['algorithm'], LayOutNetwork>> = {
  baseline: layOutBaseline,
  bilstm: layOutBilstm,
  deephpm: layOutDeephpm,
};

export interface RunsLayout<R extends RowCount> {
  readonly planned: MemoryPlan;
  readonly tables: ReadonlyMap<R, RowTable>;
  /** In the order of the runs. */
  readonly networks: readonly NetworkLayout[];
}

/** Runs that have the same rows name the same object. */
export function layOutRuns<R extends RowCount>(plan: NetworkPlan, rowsByRun: readonly R[]): RunsLayout<R> {
  const planned = planMemory();
  const tables = new Map([...new Set(rowsByRun)].map((rows) => [rows, reserveRows(planned, plan, rows)]));
  const networks = rowsByRun.flatMap((rows) => {
    const table = tables.get(rows);
    return table ? [layOutNetwork(planned, plan, table, rows)] : [];
  });
  return { planned, tables, networks };
}

function layOutNetwork(
  planned: MemoryPlan,
  plan: NetworkPlan,
  table: RowTable,
  { rowCount }: RowCount,
): NetworkLayout {
  const { algorithm, hyperparams } = plan.choice;
  const batchRows = Math.max(leastBatchRows, Math.min(hyperparams.batch_size, rowCount));
  return layouts[algorithm](planned, plan, reserveDataSet(planned, table, batchRows));
}
