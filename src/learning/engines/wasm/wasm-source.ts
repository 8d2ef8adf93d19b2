import { engines } from '../../../shared/contract/engines.ts';
import type { EngineSource } from '../engine-source.ts';
import { createWasmEngine } from './create-wasm-engine.ts';
import { supportsRelaxedSimd } from './supports-relaxed-simd.ts';

/** The fastest build that this processor runs, or the one whose bits are the same on all. */
export const wasmSource: EngineSource = {
  name: 'wasm',
  ...engines.wasm,
  asSubstitute: 'on the processor alone',
  async find({ readKernel, startThread, startTeammate, threadsNow }, { reproducible, threads }) {
    const build = reproducible || !supportsRelaxedSimd() ? 'simd' : 'relaxed-simd';
    const wasmBytes = await readKernel(build);
    if (!wasmBytes) return { whyNot: kernelMissing, isFault: true };
    return {
      engine: createWasmEngine({
        wasmBytes,
        build,
        threads,
        ...(startThread && { startThread }),
        ...(startTeammate && { startTeammate }),
        ...(threadsNow && { threadsNow }),
      }),
    };
  },
};

const kernelMissing =
  'The fast engine is missing from this installation: build or install the program again to have it.';
