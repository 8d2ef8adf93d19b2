import { engines } from '../../../shared/contract/engines.ts';
import type { Engine } from '../engine.ts';
import type { EngineHost, EngineSource, EngineWish, GpuHost } from '../engine-source.ts';
import { createSteadyEngine } from '../steady-engine.ts';
import { wasmSource } from '../wasm/wasm-source.ts';
import { createWebgpuEngine } from './create-webgpu-engine.ts';
import { dispatchBudgetMs } from './pace.ts';

/** The GPU that this place has: a lost device is replaced once, then the processor takes over. */
export const webgpuSource: EngineSource = {
  name: 'webgpu',
  ...engines.webgpu,
  asSubstitute: 'on the GPU',
  async find(host, wish) {
    const { gpu } = host;
    if (!gpu) return { whyNot: 'No GPU can be used from here.', isFault: false };
    if (wish.reproducible) return { whyNot: notReproducible, isFault: false };
    const first = await onDevice(gpu, dispatchBudgetMs);
    if (typeof first === 'string') return { whyNot: `The GPU cannot be used: ${first}.`, isFault: false };
    const next = (losses: number, reason: string) => engineAfterLoss(host, gpu, wish, losses, reason);
    return { engine: createSteadyEngine(first, { elapsedMs: gpu.elapsedMs, next }) };
  },
};

const notReproducible =
  'A GPU cannot promise the same bits on every computer, which "reproducible" asks for: choose the device "cpu".';

/** An engine on a new device, or why there is none. */
async function onDevice(
  { openDevice, elapsedMs, yieldToEvents }: GpuHost,
  budgetMs: number,
): Promise<Engine | string> {
  const found = await openDevice();
  if (found.whyNot !== null) return found.whyNot;
  return createWebgpuEngine({ ...found, now: elapsedMs, yieldToEvents, budgetMs });
}

/** The first time a new device with shorter dispatches, a long one being the likeliest cause; then WebAssembly. */
async function engineAfterLoss(
  host: EngineHost,
  gpu: GpuHost,
  wish: EngineWish,
  losses: number,
  reason: string,
): Promise<Engine> {
  const again = losses === 1 ? await onDevice(gpu, dispatchBudgetMs / 2) : 'it was lost before';
  if (typeof again !== 'string') {
    host.warn?.(`${reason}. Training goes on where it was, on a new device, in shorter pieces.`);
    return again;
  }
  const found = await wasmSource.find(host, wish);
  if (!('engine' in found)) throw new Error(`${reason}. ${found.whyNot}`);
  host.warn?.(`${reason}. Training goes on where it was with WebAssembly on the processor: ${again}.`);
  return found.engine;
}
