/** The two builds of the kernels, as `npm run build` leaves them. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { KernelBuild } from '../src/learning/engines/engine-source.ts';
import { supportsRelaxedSimd } from '../src/learning/engines/wasm/supports-relaxed-simd.ts';

export type { KernelBuild };

const folder = resolve(import.meta.dirname, '..', 'out', 'kernels');

export function readKernels(build: KernelBuild): Promise<Uint8Array> {
  return readFile(join(folder, `${build}.wasm`));
}

/** The relaxed build where this Node runs it, else the plain one. */
export function fastestBuild(): KernelBuild {
  return supportsRelaxedSimd() ? 'relaxed-simd' : 'simd';
}
