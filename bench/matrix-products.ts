/**
 * The speed of the three matrix products a layer needs: forward Y = X·W, the gradient of its input dX = dY·Wᵀ (a product
 * with the transposed copy of W that the engine keeps), and the gradient of its weights dW = Xᵀ·dY.
 * Letters: X [m, k], W [k, n], Y [m, n], in panels of eight columns as src/kernels/panel.ts says.
 */
import { createMemory, webAssembly } from '../src/learning/engines/wasm/web-assembly.ts';
import { type KernelBuild, readKernels } from './kernel-build.ts';
import { minimum, timeSteps } from './timing.ts';

export interface ProductShape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

export interface ProductSpeeds {
  readonly shape: ProductShape;
  /** Operations per second, in the order X·W, dY·Wᵀ, Xᵀ·dY. */
  readonly speeds: readonly [number, number, number];
}

export const productShapes: readonly ProductShape[] = [
  { m: 32, k: 16, n: 64 },
  { m: 64, k: 64, n: 64 },
  { m: 32, k: 64, n: 256 },
  { m: 32, k: 80, n: 256 },
  { m: 128, k: 256, n: 256 },
];

/** As src/kernels exports them; see there for what the numbers are. */
interface ProductKernels {
  readonly product: (...values: number[]) => void;
  readonly transposedProduct: (...values: number[]) => void;
}

const panelColumns = 8;
const rowBytes = 32;
/** Below lies what the kernels need for themselves. */
const firstFreeByte = 65_536;
const memoryBytes = 4_194_304;

export async function measureProducts(build: KernelBuild): Promise<readonly ProductSpeeds[]> {
  const memory = createMemory(memoryBytes);
  const module = await webAssembly.compile(await readKernels(build));
  const { exports } = await webAssembly.instantiate(module, { env: { memory } });
  return productShapes.map((shape) => {
    const operations = 2 * shape.m * shape.k * shape.n;
    const calls = callsOf(shape, memory.buffer, exports as ProductKernels);
    const [forward, ofInput, ofWeights] = calls.map((call) => speedOf(call, operations));
    return { shape, speeds: [forward ?? NaN, ofInput ?? NaN, ofWeights ?? NaN] };
  });
}

function callsOf(
  { m, k, n }: ProductShape,
  memory: ArrayBufferLike,
  { product, transposedProduct }: ProductKernels,
): readonly (() => void)[] {
  let next = firstFreeByte;
  const reserve = (rows: number, columns: number): number => {
    const address = next;
    next += rows * columns * 4;
    new Float32Array(memory, address, rows * columns).fill(0.01);
    return address;
  };
  const [x, w, y, wTransposed] = [reserve(m, k), reserve(k, n), reserve(m, n), reserve(n, k)];
  const [mBytes, kBytes, nBytes] = [m * rowBytes, k * rowBytes, n * rowBytes];
  const [kPanels, nPanels] = [k / panelColumns, n / panelColumns];
  return [
    () => product(x, mBytes, w, kBytes, k, y, mBytes, m, nPanels, 0, 0, 0),
    () => product(y, mBytes, wTransposed, nBytes, n, x, mBytes, m, kPanels, 0, 0, 0),
    () => transposedProduct(x, mBytes, k, y, mBytes, n, m, w, kBytes, 0),
  ];
}

/** At the quickest of many repetitions, each of about a tenth of a millisecond so that the clock does not matter. */
function speedOf(call: () => void, operations: number): number {
  const calls = Math.max(1, Math.round(5e6 / operations));
  const repeat = (): void => {
    for (let index = 0; index < calls; index++) call();
  };
  timeSteps(repeat, 150);
  return (calls * operations) / (minimum(timeSteps(repeat, 150)) / 1000);
}
