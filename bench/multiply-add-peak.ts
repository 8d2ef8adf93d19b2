/** The most this machine's 128-bit vector units do in one thread, measured: what a matrix product cannot exceed. */
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import asc from 'assemblyscript/asc';
import { webAssembly } from '../src/learning/engines/wasm/web-assembly.ts';
import type { KernelBuild } from './kernel-build.ts';
import { minimum, timeSteps } from './timing.ts';

interface PeakExports {
  readonly multiplyAddRounds: (rounds: number, left: number, right: number) => number;
}

const root = resolve(import.meta.dirname, '..');
const operationsPerRound = 96;
const rounds = 50_000;

/** Operations per second of a loop of multiply-adds on registers, in the given build. */
export async function measureMultiplyAddPeak(build: KernelBuild): Promise<number> {
  const module = await webAssembly.compile(await compilePeak(build));
  const { multiplyAddRounds } = (await webAssembly.instantiate(module, {})).exports as PeakExports;
  const loop = (): void => void multiplyAddRounds(rounds, 0.5, 1e-6);
  timeSteps(loop, 200);
  return (rounds * operationsPerRound) / (minimum(timeSteps(loop, 300)) / 1000);
}

async function compilePeak(build: KernelBuild): Promise<Uint8Array> {
  const outFile = join('out', 'bench', `peak-${build}.wasm`);
  await mkdir(join(root, 'out', 'bench'), { recursive: true });
  const features = build === 'relaxed-simd' ? 'simd,relaxed-simd' : 'simd';
  const options = ['-O3', '--runtime', 'stub', '--enable', features, '--baseDir', root];
  const { error } = await asc.main(['bench/kernels/peak.ts', '--outFile', outFile, ...options]);
  if (error !== null) throw new Error(`bench/kernels/peak.ts did not compile: ${error.message}`);
  return readFile(join(root, outFile));
}
