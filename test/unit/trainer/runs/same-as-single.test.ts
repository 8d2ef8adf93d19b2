/** Side by side or alone, a training is the same to the bit: no run reaches into another's network, stream or optimiser. */
import { describe, expect, test } from 'vitest';
import { referenceEngine } from '../../../../src/learning/engines/reference/reference-engine.ts';
import type { Engine } from '../../../../src/learning/engines/engine.ts';
import { createWasmEngine } from '../../../../src/learning/engines/wasm/create-wasm-engine.ts';
import { prepareRuns } from '../../../../src/trainer/runs/prepare-runs.ts';
import { closeNetworks, openNetworks } from '../../../../src/trainer/open-networks.ts';
import { trainEpochs } from '../../../../src/trainer/train-epochs.ts';
import type { BestEpoch } from '../../../../src/trainer/training-run.ts';
import { jobSpecOf, type JobWish } from '../../../support/job-folder.ts';
import { readKernels } from '../../../support/kernel-lab.ts';
import { algorithmSchema } from '../../../../src/shared/contract/hyperparams.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 40 }));
const nothing = (): undefined => undefined;
const still = {
  elapsedMs: () => 0,
  isDue: () => false,
  pause: () => Promise.resolve(),
  pauseIfDue: () => Promise.resolve(),
};
const reporter = { log: nothing, epoch: nothing, tick: nothing, flush: nothing };
const engines: readonly Engine[] = [
  referenceEngine,
  createWasmEngine({ wasmBytes: readKernels('simd'), build: 'simd', threads: 1 }),
];

async function train(engine: Engine, wish: JobWish): Promise<readonly BestEpoch[]> {
  const runs = await openNetworks(engine, await prepareRuns(jobSpecOf(cells, wish), cells, still), still);
  try {
    return await trainEpochs(runs, { reporter, pacer: still });
  } finally {
    await closeNetworks(runs);
  }
}

describe.each(engines)('$name engine', (engine) => {
  test.each(algorithmSchema.options)('%s, each cell left out once', async (algorithm) => {
    const size = algorithm === 'bilstm' ? { hidden_size: 4, window: 5 } : {};
    const common = { epochs: 2, seed: 3, ...size };
    const together = await train(engine, {
      algorithm,
      hyperparams: { ...common, folds: 'leave_one_battery_out' },
    });
    expect(together).toHaveLength(3);
    for (const [place, best] of together.entries()) {
      const alone = await train(engine, {
        algorithm,
        hyperparams: { ...common, validation_battery_ids: [place + 1] },
      });
      // The other runs chose the epoch, which here is the one that its own cell would have chosen.
      expect([{ ...best, choiceLoss: alone[0]!.choiceLoss }]).toEqual(alone);
    }
  });
});

test('runs of one split differ by their seeds', async () => {
  const together = await train(referenceEngine, { hyperparams: { epochs: 1, folds: 3 } });
  expect(new Set(together.map(({ report }) => report.val_loss)).size).toBe(3);
});
