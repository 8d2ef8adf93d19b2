/** A training that is broken off between two epochs, kept as bytes and resumed elsewhere ends as an unbroken one, to the bit. */
import { describe, expect, test } from 'vitest';
import type { Engine } from '../../../src/learning/engines/engine.ts';
import { referenceEngine } from '../../../src/learning/engines/reference/reference-engine.ts';
import { createWasmEngine } from '../../../src/learning/engines/wasm/create-wasm-engine.ts';
import type { EpochReport } from '../../../src/shared/contract/trainer-messages.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/trainer/checkpoint-file.ts';
import type { Checkpoint } from '../../../src/trainer/checkpoint.ts';
import { closeNetworks, openNetworks } from '../../../src/trainer/open-networks.ts';
import { prepareRuns } from '../../../src/trainer/runs/prepare-runs.ts';
import { trainEpochs } from '../../../src/trainer/train-epochs.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { kernelBuilds, readKernels } from '../../support/kernel-lab.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 20 }));
const still = {
  elapsedMs: () => 0,
  isDue: () => false,
  pause: () => Promise.resolve(),
  pauseIfDue: () => Promise.resolve(),
};
const engines: readonly Engine[] = [
  referenceEngine,
  ...kernelBuilds.map((build) => createWasmEngine({ wasmBytes: readKernels(build), build, threads: 1 })),
];

/** Trains to the end, or to a checkpoint: what came of it, what was reported, and every checkpoint as bytes. */
async function train(engine: Engine, wish: JobWish, resumeFrom?: Checkpoint) {
  const runs = await openNetworks(engine, await prepareRuns(jobSpecOf(cells, wish), cells, still), still);
  const [reports, checkpoints]: [EpochReport[], Uint8Array[]] = [[], []];
  const nothing = (): undefined => undefined;
  const reporter = {
    log: nothing,
    tick: nothing,
    flush: nothing,
    epoch: (one: EpochReport) => reports.push(one),
  };
  const betweenEpochs = async (take: () => Promise<Checkpoint>): Promise<void> => {
    checkpoints.push(
      await encodeCheckpoint(await take(), { engine: engine.name, spec: jobSpecOf(cells, wish) }),
    );
  };
  try {
    const bests = await trainEpochs(runs, { reporter, pacer: still, resumeFrom, betweenEpochs });
    return { bests, reports, checkpoints };
  } finally {
    await closeNetworks(runs);
  }
}

const sizes = { baseline: {}, bilstm: { hidden_size: 4, window: 5 }, deephpm: {} };

describe.each(engines)('$name engine', (engine) => {
  describe.each(['baseline', 'bilstm', 'deephpm'] as const)('%s', (algorithm) => {
    test.each([{ folds: null }, { folds: 2 }, { folds: 'leave_one_battery_out' }])(
      'goes on from a checkpoint as if there had been none, folds $folds',
      async ({ folds }) => {
        const hyperparams = {
          epochs: 4,
          early_stopping_patience: 2,
          learning_rate: 0.02,
          folds,
          ...sizes[algorithm],
        };
        const wish = { algorithm, hyperparams };
        const unbroken = await train(engine, wish);
        expect(unbroken.reports.length).toBeGreaterThan(2);
        for (const [at, bytes] of unbroken.checkpoints.entries()) {
          // Every epoch once; one in the middle where a training takes long.
          if (algorithm !== 'baseline' && at !== 1) continue;
          const resumed = await train(engine, wish, (await decodeCheckpoint(bytes)).checkpoint);
          expect(resumed.bests).toEqual(unbroken.bests);
          expect(resumed.reports).toEqual(unbroken.reports.slice(at + 1));
          expect(resumed.checkpoints).toEqual(unbroken.checkpoints.slice(at + 1));
        }
      },
    );
  });
});

test('a checkpoint of other runs is refused', async () => {
  const { checkpoints } = await train(referenceEngine, { hyperparams: { epochs: 1 } });
  const { checkpoint: single } = await decodeCheckpoint(checkpoints[0]!);
  await expect(train(referenceEngine, { hyperparams: { epochs: 2, folds: 3 } }, single)).rejects.toThrow(
    'a checkpoint of 1 runs fits no training of 3',
  );
});

describe('the file', () => {
  test('a single bit that changed anywhere is noticed', async () => {
    const { checkpoints } = await train(referenceEngine, { hyperparams: { epochs: 1 } });
    const bytes = checkpoints[0]!;
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 200)) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= 1 << (at % 8);
      await expect(decodeCheckpoint(damaged)).rejects.toThrow('damaged');
    }
    await expect(decodeCheckpoint(bytes.subarray(0, bytes.length - 1))).rejects.toThrow('damaged');
    await expect(decodeCheckpoint(new Uint8Array())).rejects.toThrow('damaged');
  });
});
