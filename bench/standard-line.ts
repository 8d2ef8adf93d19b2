/** The one line of `--json`: the standard shapes, median milliseconds a step. */
import type { Engine } from '../src/learning/engines/engine.ts';
import { measureWithPytorch } from './engine-table.ts';
import type { Pytorch } from './pytorch.ts';
import { algorithms, standardShape } from './shapes.ts';
import { median, minimum } from './timing.ts';

/** Keys: each algorithm, the same with `_min`, and `pytorch_` before either where PyTorch is there, with one thread. */
export async function standardTimes(
  engine: Engine,
  pytorch: Pytorch | undefined,
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const algorithm of algorithms) {
    const [oursMs, pytorchMs] = await measureWithPytorch(standardShape(algorithm), engine, pytorch);
    times[algorithm] = rounded(median(oursMs));
    times[`${algorithm}_min`] = rounded(minimum(oursMs));
    if (pytorchMs.length === 0) continue;
    times[`pytorch_${algorithm}`] = rounded(median(pytorchMs));
    times[`pytorch_${algorithm}_min`] = rounded(minimum(pytorchMs));
  }
  return times;
}

/** To a tenth of a microsecond. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10_000) / 10_000;
}
