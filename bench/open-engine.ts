/** The engine that is measured, with the kernels that the build made and threads as a trainer process starts them. */
import type { Engine } from '../src/learning/engines/engine.ts';
import { createWasmEngine } from '../src/learning/engines/wasm/create-wasm-engine.ts';
import { teammateStarter } from '../src/trainer/node-teammate.ts';
import { nodeThreadStarter } from '../src/trainer/node-thread-starter.ts';
import { type KernelBuild, readKernels } from './kernel-build.ts';

const inTrainer = (file: string): URL => new URL(`../src/trainer/${file}`, import.meta.url);

export async function openEngine(build: KernelBuild, threads: number): Promise<Engine> {
  const wasmBytes = await readKernels(build);
  return createWasmEngine({
    wasmBytes,
    build,
    threads,
    startThread: nodeThreadStarter(inTrainer('node-engine-thread.ts')),
    startTeammate: teammateStarter(inTrainer('node-team-thread.ts')),
  });
}
