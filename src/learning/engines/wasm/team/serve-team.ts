/** A thread of a team at its work, as far as it can be said without knowing the host. */
import { instantiateKernels } from '../kernels.ts';
import { layOutRuns } from '../lay-out-runs.ts';
import { createWasmNetwork, type WasmNetwork } from '../wasm-network.ts';
import { unpackBatches } from './pack-batches.ts';
import type { TeamAnswer, TeamCall, TeamWork } from './team-work.ts';

/** Resolves to what answers calls; it never throws. */
export async function serveTeam(work: TeamWork): Promise<(call: TeamCall) => TeamAnswer> {
  const networks = await openNetworks(work);
  return (call) => {
    try {
      return { values: answer(networks, call) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The same networks as those of the thread that laid them out: nothing is written. */
async function openNetworks(work: TeamWork): Promise<readonly WasmNetwork[]> {
  const { module, memory, plan, rowCounts, tableOfRun } = work;
  const exports = await instantiateKernels(module, memory);
  const tables = rowCounts.map((rowCount) => ({ rowCount }));
  const { networks } = layOutRuns(
    plan,
    tableOfRun.flatMap((table) => tables[table] ?? []),
  );
  const { buffer } = memory;
  return networks.map((layout) =>
    createWasmNetwork({ plan, layout, kernels: layout.kernels(exports), buffer }),
  );
}

function answer(networks: readonly WasmNetwork[], call: TeamCall): readonly Float64Array[] {
  const networkOf = (run: number): WasmNetwork => {
    const network = networks[run];
    if (!network) throw new RangeError(`There is no run ${run} in this set of ${networks.length}.`);
    return network;
  };
  if (call.type === 'predict') return [networkOf(call.run).predict(call.rowIndices)];
  return call.lanes.map((lane) => networkOf(lane.run).trainSteps(unpackBatches(lane), call.step));
}
