/** The kernels by themselves: one build in a memory of its own, and matrices put into panels and read back. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  floatIndex,
  paddedTo8,
  panelCount,
  type MatrixLayout,
} from '../../src/learning/engines/wasm/panel.ts';
import type { KernelBuild } from '../../src/learning/engines/engine-source.ts';
import { createMemory, webAssembly } from '../../src/learning/engines/wasm/web-assembly.ts';

export type { KernelBuild };
export const kernelBuilds: readonly KernelBuild[] = ['relaxed-simd', 'simd'];

const folder = resolve(import.meta.dirname, '..', '..', 'out', 'kernels');

/** The bytes of one build, as `node scripts/build-kernels.mjs` leaves them. */
export function readKernels(build: KernelBuild): Uint8Array {
  return readFileSync(resolve(folder, `${build}.wasm`));
}

/** Row-major numbers with their shape. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}

export interface LabMatrix extends MatrixLayout {
  readonly rows: number;
  readonly columns: number;
}

type Kernel = (...numbers: readonly number[]) => number;

/** What is put stays until the lab is gone; enough memory for small matrices. */
export async function openKernelLab(build: KernelBuild) {
  const memory = createMemory(16_777_216);
  const instance = await webAssembly.instantiate(await webAssembly.compile(readKernels(build)), {
    env: { memory },
  });
  const kernels = instance.exports as Readonly<Record<string, Kernel>>;
  const floats = new Float32Array(memory.buffer);
  let free = 8192;
  const reserve = (bytes: number): number => {
    const address = free;
    free += Math.ceil(bytes / 64) * 64;
    if (free > memory.buffer.byteLength) throw new Error('the lab is full');
    return address;
  };
  /** Room for the matrix, with rows up to the next multiple of 8. */
  const reserveMatrix = (rows: number, columns: number): LabMatrix => {
    const panelBytes = 32 * paddedTo8(rows);
    return { address: reserve(panelBytes * panelCount(columns)), panelBytes, rows, columns };
  };
  return {
    memory,
    floats,
    reserve,
    reserveMatrix,
    put(matrix: Matrix): LabMatrix {
      const matrixInLab = reserveMatrix(matrix.rows, matrix.columns);
      matrix.values.forEach((value, at) => {
        const index = floatIndex(matrixInLab, Math.floor(at / matrix.columns), at % matrix.columns);
        floats[index] = value;
      });
      return matrixInLab;
    },
    read(matrixInLab: LabMatrix): number[] {
      return Array.from({ length: matrixInLab.rows * matrixInLab.columns }, (_, at) => {
        const index = floatIndex(matrixInLab, Math.floor(at / matrixInLab.columns), at % matrixInLab.columns);
        return floats[index] ?? Number.NaN;
      });
    },
    call(name: string, ...numbers: readonly number[]): number {
      const kernel = kernels[name];
      if (!kernel) throw new Error(`the ${build} build has no kernel ${name}`);
      return kernel(...numbers);
    },
    /** Forgets everything put. */
    clear() {
      floats.fill(0, 8192 / 4);
      free = 8192;
    },
  };
}

export type KernelLab = Awaited<ReturnType<typeof openKernelLab>>;

/** A matrix of single-precision numbers between −1 and 1, the same for the same seed. */
export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  let state = (seed * 2_654_435_761) >>> 0;
  const values = Array.from({ length: rows * columns }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.fround(state / 2 ** 31 - 1);
  });
  return { rows, columns, values };
}
