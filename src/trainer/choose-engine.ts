/** Which engine trains this job: WebAssembly where its kernel is present, else the reference one. */
import { referenceEngine } from '../learning/engines/reference/reference-engine.ts';
import type { Engine } from '../learning/engines/engine.ts';
import { createWasmEngine } from '../learning/engines/wasm/create-wasm-engine.ts';
import { supportsRelaxedSimd } from '../learning/engines/wasm/supports-relaxed-simd.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { TrainerHost } from './trainer-host.ts';

export interface EngineChoice {
  readonly engine: Engine;
  /** Where it trains, as the job shows it. */
  readonly device: string;
  /** What the user should know about the choice. */
  readonly warning: string | null;
}

const noKernel =
  'The fast engine is missing from this installation, so the reference engine trains: as exact, but many times slower. ' +
  'Build or install the program again to have it.';

/** `reproducible` takes the build that gives the same bits on every processor. */
export async function chooseEngine(
  host: Pick<TrainerHost, 'readKernel' | 'startThread'>,
  { hyperparams, thread_limit: threadLimit }: JobSpec,
): Promise<EngineChoice> {
  const build = hyperparams.reproducible || !supportsRelaxedSimd() ? 'simd' : 'relaxed-simd';
  const wasmBytes = await host.readKernel(build);
  if (!wasmBytes) return { engine: referenceEngine, device: 'cpu', warning: noKernel };
  const threads = Math.min(threadLimit, hyperparams.threads ?? threadLimit);
  const { startThread } = host;
  const engine = createWasmEngine({ wasmBytes, build, threads, ...(startThread && { startThread }) });
  return { engine, device: 'cpu', warning: null };
}
