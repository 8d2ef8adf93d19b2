/** The WebAssembly engine: one kernel call per training step, single precision, memory laid out before it is asked for. */
import type { Engine, NetworkPlan, PreparedRows, RunSet } from '../engine.ts';
import type { KernelBuild } from '../engine-source.ts';
import { checkMemory } from './check-memory.ts';
import { instantiateKernels } from './kernels.ts';
import { layOutRuns } from './lay-out-runs.ts';
import type { NetworkLayout } from './network-layout.ts';
import type { ThreadWork } from './serve-thread.ts';
import { createTeamRunSet } from './team/team-run-set.ts';
import type { Teammate, TeamWork } from './team/team-work.ts';
import { type ThreadOptions, type ThreadsByUse, threadsByUse } from './threads-by-use.ts';
import { createWasmNetwork } from './wasm-network.ts';
import { createMemory, pageBytes, webAssembly, type WebAssemblyModule } from './web-assembly.ts';

export interface WasmEngineOptions extends ThreadOptions {
  /** The build's bytes, `out/kernels/relaxed-simd.wasm` or `simd.wasm`: the host reads the file. */
  readonly wasmBytes: Uint8Array;
  /** Which build the bytes are; `simd` gives the same bits on every processor. */
  readonly build: KernelBuild;
  /** The most memory a network may take; the most that WebAssembly can address where not given. */
  readonly memoryLimitBytes?: number;
}

const webAssemblyLimitBytes = 65_536 * pageBytes;
/** What another thread takes besides the networks, measured under Node 24. */
const threadBytes = 12 * 1024 ** 2;
export function createWasmEngine(options: WasmEngineOptions): Engine {
  let compiled: Promise<WebAssemblyModule> | undefined;
  const compile = () => (compiled ??= webAssembly.compile(options.wasmBytes));
  return {
    name: `wasm-${options.build}`,
    device: 'cpu',
    whyNot: () => null,
    memoryBytes: (plan, rowsByRun) => {
      const { planned, networks } = layOutRuns(plan, rowsByRun);
      const { teammates, helped } = threadsByUse(options, networks);
      return planned.byteLength + (teammates + helped.length) * threadBytes;
    },
    open: async (plan, rowsByRun, pause) =>
      openRuns({ options, module: await compile(), plan, rowsByRun }, pause),
  };
}

interface RunsToOpen {
  readonly options: WasmEngineOptions;
  readonly module: WebAssemblyModule;
  readonly plan: NetworkPlan;
  readonly rowsByRun: readonly PreparedRows[];
}

async function openRuns(
  { options, module, plan, rowsByRun }: RunsToOpen,
  pause?: () => Promise<void>,
): Promise<RunSet> {
  const { planned, tables, networks } = layOutRuns(plan, rowsByRun);
  const limitBytes = Math.min(options.memoryLimitBytes ?? Infinity, webAssemblyLimitBytes);
  checkMemory(planned.byteLength, limitBytes, plan, rowsByRun[0]?.rowCount ?? 0);
  const memory = createMemory(planned.byteLength);
  const { buffer } = memory;
  const exports = await instantiateKernels(module, memory);
  planned.writeRecords(buffer);
  for (const [rows, table] of tables) {
    table.write(buffer, rows);
    await pause?.();
  }
  const byUse = threadsByUse(options, networks);
  const helped: NetworkLayout[] = [];
  for (const layout of byUse.helped) {
    if (await startHelper(options, layout, { module, memory })) helped.push(layout);
  }
  const setHelp = helpSwitch(buffer, helped);
  const dismissHelpers = () => {
    setHelp(true);
    for (const { kernels, record } of helped) kernels(exports).dismiss?.(record);
    helped.length = 0;
  };
  return createTeamRunSet({
    networks: networks.map((layout) =>
      createWasmNetwork({ plan, layout, kernels: layout.kernels(exports), buffer }),
    ),
    team: await startTeam(options, byUse, { module, memory, plan, ...tablesOf(rowsByRun) }),
    threadsNow: options.threadsNow ?? (() => options.threads),
    setHelp,
    // The memory goes with the last reference to these networks.
    close: dismissHelpers,
  });
}

/** A network asks its helper, or does all itself: to be changed between its steps only. */
const helpSwitch =
  (buffer: ArrayBufferLike, helped: readonly NetworkLayout[]) =>
  (isWanted: boolean): void => {
    for (const { helper } of helped) {
      if (helper) new Int32Array(buffer, helper.isPresent, 1).fill(Number(isWanted));
    }
  };

/** Never rejects: false where no thread can be had, and the network works on the one there is. */
async function startHelper(
  { startThread }: WasmEngineOptions,
  { helper, record }: NetworkLayout,
  shared: Pick<ThreadWork, 'module' | 'memory'>,
): Promise<boolean> {
  if (!startThread || !helper) return false;
  return startThread({ ...shared, serve: helper.serve, record });
}

/** Never rejects: those that cannot be had are left out. */
async function startTeam(
  { startTeammate }: WasmEngineOptions,
  { teammates }: ThreadsByUse,
  work: TeamWork,
): Promise<readonly Teammate[]> {
  if (!startTeammate) return [];
  const started = await Promise.all(Array.from({ length: teammates }, () => startTeammate(work)));
  return started.flatMap((mate) => mate ?? []);
}

function tablesOf(rowsByRun: readonly PreparedRows[]): Pick<TeamWork, 'rowCounts' | 'tableOfRun'> {
  const tables = [...new Set(rowsByRun)];
  return {
    rowCounts: tables.map(({ rowCount }) => rowCount),
    tableOfRun: rowsByRun.map((rows) => tables.indexOf(rows)),
  };
}
