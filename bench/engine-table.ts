/** The table of the engine: every algorithm over batches and widths, beside all that it can be compared with. */
import type { Engine } from '../src/learning/engines/engine.ts';
import { referenceEngine } from '../src/learning/engines/reference/reference-engine.ts';
import { operationsPerStep } from './arithmetic.ts';
import { takeTurns } from './compare.ts';
import { type Contestant, engineContestant } from './contestant.ts';
import { markdownTable, percent, threeDigits } from './markdown-table.ts';
import type { Pytorch } from './pytorch.ts';
import { algorithms, type Shape, tableShapes } from './shapes.ts';
import { tensorflowContestant } from './tensorflow.ts';
import { median, minimum } from './timing.ts';

const budgetMs = 450;
/** Beyond so much arithmetic a single step of the slow ones takes seconds. */
const referenceLimit = 0.6e9;
const tensorflowLimit = 2.5e9;

export interface EngineTableOptions {
  readonly engine: Engine;
  readonly pytorch: Pytorch | undefined;
  /** The fastest matrix product measured, in operations per second. */
  readonly kernelPeak: number;
}

/** Prints one Markdown table per algorithm as soon as it is measured. */
export async function printEngineTables(options: EngineTableOptions): Promise<void> {
  for (const algorithm of algorithms) {
    const rows: string[][] = [];
    for (const shape of tableShapes(algorithm)) rows.push(await measuredRow(shape, options));
    console.log(`\n${algorithm}\n\n${markdownTable(header, rows)}`);
  }
  console.log(footnote);
}

const header = [
  'batch × width',
  'ms/step',
  'fastest',
  'steps/s',
  'GFLOP/s',
  'of kernel',
  'reference ms',
  'tfjs wasm ms',
  'PyTorch ms',
  'fastest',
  'PyTorch / ours',
];

const footnote = `
ms/step: the median; fastest: the quickest step of all. GFLOP/s: matrix products alone, at the median; of kernel: the
share of the fastest matrix product above. PyTorch / ours: median by median. One thread each unless said otherwise.
–: not measured, because a single step would take seconds, or because it is not installed.`;

async function measuredRow(shape: Shape, options: EngineTableOptions): Promise<string[]> {
  const operations = operationsPerStep(shape);
  const [oursMs, pytorchMs] = await measureWithPytorch(shape, options.engine, options.pytorch);
  const referenceMs =
    operations > referenceLimit ? NaN : await medianOf(await engineContestant(referenceEngine, shape));
  const tfjsMs = operations > tensorflowLimit ? NaN : await medianOf(await tensorflowContestant(shape));
  const oursMedian = median(oursMs);
  const perSecond = operations / (oursMedian / 1000);
  return [
    `${shape.batch} × ${shape.width}`,
    threeDigits(oursMedian),
    threeDigits(minimum(oursMs)),
    threeDigits(1000 / oursMedian),
    threeDigits(perSecond / 1e9),
    percent(perSecond / options.kernelPeak),
    threeDigits(referenceMs),
    threeDigits(tfjsMs),
    threeDigits(median(pytorchMs)),
    threeDigits(minimum(pytorchMs)),
    threeDigits(median(pytorchMs) / oursMedian),
  ];
}

/** Ours and PyTorch in turns; PyTorch's times are empty where it is missing. */
export async function measureWithPytorch(
  shape: Shape,
  engine: Engine,
  pytorch: Pytorch | undefined,
): Promise<readonly [readonly number[], readonly number[]]> {
  const contestants = [await engineContestant(engine, shape)];
  if (pytorch !== undefined) contestants.push(pytorch.contestant(shape));
  const [ours = [], theirs = []] = await takeTurns(contestants, budgetMs);
  return [ours, theirs];
}

async function medianOf(contestant: Contestant): Promise<number> {
  const [stepsMs = []] = await takeTurns([contestant], budgetMs / 3);
  return median(stepsMs);
}
