/** The losses of an epoch's batches, averaged by their rows. */
import type { BatchLoss } from '../learning/engines/engine.ts';

export interface EpochLoss {
  readonly addBatch: (loss: BatchLoss, rowCount: number) => void;
  readonly mean: () => BatchLoss;
}

export function createEpochLoss(): EpochLoss {
  let rows = 0;
  let total = 0;
  const terms = new Map<string, number>();
  return {
    addBatch: (loss, rowCount) => {
      rows += rowCount;
      total += loss.total * rowCount;
      for (const [name, value] of Object.entries(loss.terms)) {
        terms.set(name, (terms.get(name) ?? 0) + value * rowCount);
      }
    },
    mean: () => ({
      total: total / rows,
      terms: Object.fromEntries([...terms].map(([name, sum]) => [name, sum / rows])),
    }),
  };
}
