/**
 * The WebGPU engine: WGSL generated for the plan's widths, single precision, many runs and many steps per dispatch. Repeats
 * on the same GPU and driver give the same bits; another GPU or driver rounds differently. The device is handed in.
 */
import type { Engine, NetworkPlan, PreparedRows, RunSet } from '../engine.ts';
import { type DeviceWatch, watchDevice } from './device-loss.ts';
import type { GpuDevice } from './gpu-device.ts';
import type { GpuProgram } from './gpu-program.ts';
import { dispatchBudgetMs } from './pace.ts';
import { type Pipelines, compilePipelines } from './pipelines.ts';
import { programBytes, programOf, whyNotBytes, whyNotProgram } from './programs.ts';
import { countRows, uploadRows } from './row-data.ts';
import { createRunSet } from './run-set.ts';

export interface WebgpuEngineOptions {
  readonly device: GpuDevice;
  /** The adapter as people know it, e.g. `NVIDIA H200`. */
  readonly adapterName: string;
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Lets events in; a loss of the device is one. */
  readonly yieldToEvents: () => Promise<void>;
  /** How long one dispatch may take: half of it after a device was lost. */
  readonly budgetMs?: number;
}

export function createWebgpuEngine(options: WebgpuEngineOptions): Engine {
  const { device, adapterName, yieldToEvents } = options;
  const watch = watchDevice(device, yieldToEvents);
  const compiled = new Map<string, Promise<Pipelines>>();
  const pipelinesOf = (program: GpuProgram): Promise<Pipelines> => {
    const known = compiled.get(program.code) ?? compilePipelines(device, program);
    compiled.set(program.code, known);
    return known;
  };
  return {
    name: 'webgpu',
    device: adapterName,
    whyNot: (plan) => whyNot(plan, device),
    memoryBytes: (plan, rowsByRun) => {
      const { state, work, inputs, labels } = bytesOf(
        plan,
        fittedProgram(device, plan, rowsByRun),
        rowsByRun,
      );
      return state + work + inputs + labels;
    },
    open: (plan, rowsByRun, pause = yieldToEvents) =>
      watch.whileThere(() => openRuns({ ...options, watch, pipelinesOf }, plan, rowsByRun, pause)),
  };
}

function whyNot(plan: NetworkPlan, { limits }: GpuDevice): string | null {
  const program = programOf(plan, 1, limits);
  return whyNotProgram(program, limits) ?? whyNotBytes(programBytes(plan, program, 1, 1), limits);
}

function fittedProgram(
  { limits }: GpuDevice,
  plan: NetworkPlan,
  rowsByRun: readonly PreparedRows[],
): GpuProgram {
  const mostRows = rowsByRun.reduce((most, { rowCount }) => Math.max(most, rowCount), 1);
  return programOf(plan, mostRows, limits);
}

const bytesOf = (plan: NetworkPlan, program: GpuProgram, rowsByRun: readonly PreparedRows[]) =>
  programBytes(plan, program, rowsByRun.length, countRows(rowsByRun));

interface OpenParts extends WebgpuEngineOptions {
  readonly watch: DeviceWatch;
  readonly pipelinesOf: (program: GpuProgram) => Promise<Pipelines>;
}

async function openRuns(
  { device, watch, now, budgetMs = dispatchBudgetMs, pipelinesOf }: OpenParts,
  plan: NetworkPlan,
  rowsByRun: readonly PreparedRows[],
  pause: () => Promise<void>,
): Promise<RunSet> {
  const program = fittedProgram(device, plan, rowsByRun);
  const reason =
    whyNotProgram(program, device.limits) ?? whyNotBytes(bytesOf(plan, program, rowsByRun), device.limits);
  if (reason !== null) throw new Error(`This training does not fit the GPU: ${reason}.`);
  const pipelines = await pipelinesOf(program);
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  const data = await uploadRows(device, plan, rowsByRun, pause);
  const set = createRunSet({ device, watch, plan, program, pipelines, data, now, budgetMs });
  const errors = [await device.popErrorScope(), await device.popErrorScope()];
  const error = errors.find((one) => one !== null);
  if (!error) return set;
  await set.close();
  throw new Error(`The GPU has no room for this training: ${error.message}`);
}
