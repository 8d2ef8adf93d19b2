/** The engine that predicts: the WebAssembly build that the model asks for, else the reference one. */
import { readFile } from 'node:fs/promises';
import { referenceEngine } from '../learning/engines/reference/reference-engine.ts';
import type { Engine } from '../learning/engines/engine.ts';
import { createWasmEngine } from '../learning/engines/wasm/create-wasm-engine.ts';
import { supportsRelaxedSimd } from '../learning/engines/wasm/supports-relaxed-simd.ts';
import type { ModelDescription } from '../shared/contract/model-file.ts';

export type EngineFor = (description: ModelDescription) => Promise<Engine>;

/** `kernelFolder`: where the compiled kernels lie, if anywhere. */
export function createEngineFor(kernelFolder: URL): EngineFor {
  const engines = new Map<string, Promise<Engine>>();
  return ({ hyperparams }) => {
    const build = hyperparams.reproducible || !supportsRelaxedSimd() ? 'simd' : 'relaxed-simd';
    const engine = engines.get(build) ?? openEngine(kernelFolder, build);
    engines.set(build, engine);
    return engine;
  };
}

async function openEngine(kernelFolder: URL, build: 'relaxed-simd' | 'simd'): Promise<Engine> {
  try {
    const wasmBytes = await readFile(new URL(`${build}.wasm`, kernelFolder));
    return createWasmEngine({ wasmBytes, build, threads: 1 });
  } catch {
    // An installation without kernels predicts with the reference engine: as exact, but slower.
    return referenceEngine;
  }
}
