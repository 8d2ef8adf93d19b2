/**
 * `node bench/gpu.ts`: microseconds per run and step of every method at full width, for 1, 8, 64 and 132 runs side by side, on
 * the GPU that is here and on one core. Needs `npm run gpu`; about two minutes on a data-centre GPU. Beside it
 * bench/pytorch-cuda.py measures the same shapes in PyTorch.
 */
import { readFileSync } from 'node:fs';
import type { NetworkPlan } from '../src/learning/engines/engine.ts';
import { createWasmEngine } from '../src/learning/engines/wasm/create-wasm-engine.ts';
import { createWebgpuEngine } from '../src/learning/engines/webgpu/create-webgpu-engine.ts';
import { algorithmChoiceSchema, algorithmSchema } from '../src/shared/contract/hyperparams.ts';
import { measureEngines } from '../src/trainer/measure-engines.ts';
import { nodeGpu } from '../src/trainer/node-gpu.ts';

const gpu = nodeGpu(new URL('../out/gpu/', import.meta.url));
const found = await gpu.openDevice();
if (found.whyNot !== null) throw new Error(`No GPU to measure: ${found.whyNot}.`);
const onGpu = createWebgpuEngine({ ...found, now: gpu.elapsedMs, yieldToEvents: gpu.yieldToEvents });
const wasmBytes = readFileSync(new URL('../out/kernels/relaxed-simd.wasm', import.meta.url));
const onCore = createWasmEngine({ wasmBytes, build: 'relaxed-simd', threads: 1 });

const planOf = (algorithm: NetworkPlan['choice']['algorithm']): NetworkPlan => ({
  choice: algorithmChoiceSchema.parse({ algorithm, hyperparams: {} }),
  inputWidth: 17,
  outputWidth: 2,
  hiddenWidth: 64,
});
const measure = async (engine: typeof onGpu, plan: NetworkPlan, runCount: number): Promise<number> => {
  // The first time compiles and warms up.
  await measureEngines([engine], { plan, runCount }, gpu);
  const [measured] = await measureEngines([engine], { plan, runCount }, gpu);
  return measured?.microseconds ?? Number.NaN;
};

console.log(`${onGpu.device} beside one core of the machine it is in, µs per run and step`);
for (const algorithm of algorithmSchema.options) {
  const plan = planOf(algorithm);
  const core = await measure(onCore, plan, 1);
  console.log(`${algorithm}: one core ${core.toPrecision(3)}`);
  for (const runCount of [1, 8, 64, 132]) {
    const microseconds = await measure(onGpu, plan, runCount);
    const times = Math.round(core / microseconds);
    console.log(
      `${algorithm}: ${runCount} runs on the GPU ${microseconds.toPrecision(3)}, ${times} times a core`,
    );
  }
}
