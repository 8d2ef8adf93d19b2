/** Small random data sets and plans for tests of networks: seeded, two cells, some labels unknown. */
import type { AlgorithmChoice } from '../../src/shared/contract/hyperparams.ts';
import { algorithmChoiceSchema } from '../../src/shared/contract/hyperparams.ts';
import { methods } from '../../src/shared/contract/methods/index.ts';
import type { NetworkPlan, PreparedRows } from '../../src/learning/engines/engine.ts';
import { createRandom } from '../../src/shared/domain/random.ts';

export interface SmallShape {
  readonly algorithm: AlgorithmChoice['algorithm'];
  readonly inputWidth: number;
  readonly outputWidth: number;
  readonly hiddenWidth: number;
  readonly window?: number;
  readonly batchSize?: number;
}

export function smallPlan(shape: SmallShape): NetworkPlan {
  const { algorithm, inputWidth, outputWidth, hiddenWidth, window = 4, batchSize = 32 } = shape;
  const names = Object.keys(methods[algorithm].hyperparams);
  const sizes = Object.entries({ hidden_size: hiddenWidth, window });
  const own = Object.fromEntries(sizes.filter(([name]) => names.includes(name)));
  const hyperparams = { batch_size: batchSize, ...own };
  return {
    choice: algorithmChoiceSchema.parse({ algorithm, hyperparams }),
    inputWidth,
    outputWidth,
    hiddenWidth,
  };
}

/** `knownShare`: how many of the labels are known. */
export function randomRows(plan: NetworkPlan, rowCount: number, seed = 1, knownShare = 0.8): PreparedRows {
  const random = createRandom(seed, 7);
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal());
  const secondCell = Math.floor(rowCount / 2);
  return {
    rowCount,
    inputs: normal(rowCount * plan.inputWidth),
    targets: normal(rowCount * plan.outputWidth),
    mask: Float64Array.from({ length: rowCount * plan.outputWidth }, () =>
      Number(random.uniform() < knownShare),
    ),
    cellStart: Int32Array.from({ length: rowCount }, (_, row) => (row < secondCell ? 0 : secondCell)),
  };
}
