/** The table of the matrix kernels, and the two peaks that other numbers are a share of. */
import type { KernelBuild } from './kernel-build.ts';
import { markdownTable, percent, threeDigits } from './markdown-table.ts';
import { measureProducts, type ProductSpeeds } from './matrix-products.ts';
import { measureMultiplyAddPeak } from './multiply-add-peak.ts';

export interface KernelSpeeds {
  readonly build: KernelBuild;
  /** Operations per second. */
  readonly multiplyAddPeak: number;
  /** The fastest product of all, in operations per second. */
  readonly kernelPeak: number;
  readonly products: readonly ProductSpeeds[];
}

export async function measureKernels(build: KernelBuild): Promise<KernelSpeeds> {
  const peakBefore = await measureMultiplyAddPeak(build);
  const products = await measureProducts(build);
  // The processor's clock changes with its temperature and its neighbours: the best of before and after.
  const multiplyAddPeak = Math.max(peakBefore, await measureMultiplyAddPeak(build));
  const kernelPeak = Math.max(...products.flatMap(({ speeds }) => speeds));
  return { build, multiplyAddPeak, kernelPeak, products };
}

export function printKernelTable({ build, multiplyAddPeak, products }: KernelSpeeds): void {
  const rows = products.map(({ shape, speeds }) => [
    `${shape.m} × ${shape.k} × ${shape.n}`,
    ...speeds.flatMap((speed) => [threeDigits(speed / 1e9), percent(speed / multiplyAddPeak)]),
  ]);
  const header = ['m × k × n', 'X·W', 'of peak', 'dY·Wᵀ', 'of peak', 'Xᵀ·dY', 'of peak'];
  console.log(`\nMatrix products, GFLOP/s, one thread, build ${build}.`);
  console.log(
    `Multiply-add peak of the machine: ${threeDigits(multiplyAddPeak / 1e9)} GFLOP/s (registers only).\n`,
  );
  console.log(markdownTable(header, rows));
}
