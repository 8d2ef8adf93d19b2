/** The engine that is measured, with the kernels that the build made. */
import type { Engine } from '../src/learning/engines/engine.ts';
import { createWasmEngine } from '../src/learning/engines/wasm/create-wasm-engine.ts';
import { type KernelBuild, readKernels } from './kernel-build.ts';

export async function openEngine(build: KernelBuild, threads: number): Promise<Engine> {
  return createWasmEngine({ wasmBytes: await readKernels(build), build, threads });
}
