import { describe, expect, test } from 'vitest';
import type { Network, Weights } from '../../../src/learning/engines/engine.ts';
import type { TrainerMessage } from '../../../src/shared/contract/trainer-messages.ts';
import { createPacer } from '../../../src/trainer/pacer.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { createReporter } from '../../../src/trainer/reporter.ts';
import { createStreams } from '../../../src/trainer/streams.ts';
import { type BestEpoch, trainEpochs } from '../../../src/trainer/train-epochs.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [madeUpCell({ batteryId: 1, rowCount: 20 }), madeUpCell({ batteryId: 2, rowCount: 10 })];

/** A network whose distance from the truth in each epoch is given; its one weight is the epoch it has come to. */
function scriptedNetwork(
  distances: readonly number[],
  targets: Float64Array,
  loss = (_epoch: number): number => 1,
): Network {
  let epoch = 0;
  return {
    weightShapes: new Map([['w', [1]]]),
    writeWeights: () => undefined,
    readWeights: (): Weights => new Map([['w', { shape: [1], values: Float64Array.of(epoch) }]]),
    trainBatch: () => {
      epoch += 1;
      return { total: loss(epoch), terms: { data_loss: loss(epoch) } };
    },
    predict: (rows) =>
      Float64Array.from(
        [...rows].flatMap((row) => [0, 1].map((o) => targets[2 * row + o]! + (distances[epoch - 1] ?? 0))),
      ),
    close: () => undefined,
  };
}

async function runScript(
  distances: readonly number[],
  wish: JobWish = {},
  loss?: (epoch: number) => number,
): Promise<{ best: BestEpoch; posted: TrainerMessage[]; lines: string[] }> {
  const hyperparams = {
    epochs: distances.length,
    batch_size: 1000,
    validation_battery_ids: [2],
    ...wish.hyperparams,
  };
  const job = prepareJob(jobSpecOf(cells, { ...wish, hyperparams }), cells);
  const posted: TrainerMessage[] = [];
  const host = {
    post: (message: TrainerMessage) => posted.push(message),
    elapsedMs: () => 0,
    timestamp: () => '',
    yieldToEvents: () => Promise.resolve(),
    stopSignal: new AbortController().signal,
  };
  const reporter = createReporter(host);
  const pacer = createPacer(host, reporter);
  const { shuffle } = createStreams(1);
  const network = scriptedNetwork(distances, job.rows.targets, loss);
  const best = await trainEpochs({ job, network, shuffle, reporter, pacer });
  reporter.flush();
  const lines = posted.flatMap((message) => (message.type === 'report' ? message.logs : []));
  return { best, posted, lines: lines.map(({ level, message }) => `${level} ${message}`) };
}

test('the weights with the lowest validation loss are kept, whatever came later', async () => {
  const { best } = await runScript([0.5, 0.3, 0.1, 0.4, 0.2]);
  expect(best.report.epoch).toBe(3);
  expect(best.weights.get('w')?.values[0]).toBe(3);
  expect(best.report.val_loss).toBeCloseTo(0.01, 12);
  expect(best.epochsRun).toBe(5);
});

test('early stopping ends the training when patience is over, and says so', async () => {
  const { best, lines } = await runScript([0.5, 0.1, 0.2, 0.2, 0.2, 0.05], {
    hyperparams: { early_stopping_patience: 3 },
  });
  expect([best.report.epoch, best.epochsRun]).toEqual([2, 5]);
  expect(lines).toContain('INFO Stopped early: no better validation loss for 3 epochs');
});

test('every epoch is reported, with its terms', async () => {
  const { posted } = await runScript([0.3, 0.2, 0.1]);
  const epochs = posted.flatMap((message) => (message.type === 'report' ? message.epochs : []));
  expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  expect(Object.keys(epochs[0]!.terms)).toEqual(['data_loss', 'val_soh_mape']);
  expect(epochs[0]!.terms['val_soh_mape']).toBeGreaterThan(0);
});

describe('the log', () => {
  test('has the line of the documented example for each epoch of a short training', async () => {
    const { lines } = await runScript([0.5, 0.1]);
    expect(lines).toEqual([
      'INFO Epoch 1/2 - Loss: 1.0000 - Val Loss: 0.2500',
      'INFO Epoch 2/2 - Loss: 1.0000 - Val Loss: 0.0100',
    ]);
  });

  test('has about a hundred lines of a long one, the last epoch among them', async () => {
    const { lines } = await runScript(Array.from({ length: 1001 }, (_, epoch) => 1 / (epoch + 1)));
    expect(lines.length).toBeGreaterThan(85);
    expect(lines.length).toBeLessThan(110);
    expect(lines.at(-1)).toMatch(/^INFO Epoch 1001\/1001 /);
  });

  test('warns of a validation loss that stays up, ever more seldom', async () => {
    const { lines } = await runScript([0.1, ...Array.from({ length: 49 }, () => 0.5)]);
    const warnings = lines.filter((line) => line.startsWith('WARNING Validation loss increased'));
    expect(warnings).toHaveLength(5);
    expect(warnings[0]).toContain('0.0100 at its best in epoch 1');
  });
});

describe('numbers that are none', () => {
  test('end the training with the epoch and what to change', async () => {
    const run = runScript([1, 1, 1, 1], {}, (epoch) => (epoch === 3 ? NaN : 1));
    await expect(run).rejects.toThrow(
      'The loss became NaN in epoch 3: lower learning_rate (now 0.001), for example to 0.0001.',
    );
  });

  test('an infinite loss likewise, with physics_weight where there is one', async () => {
    const wish = { algorithm: 'deephpm', hyperparams: { learning_rate: 0.5 } } as const;
    const run = runScript([1, 1], wish, () => Infinity);
    await expect(run).rejects.toThrow(
      'The loss became infinite in epoch 1: lower learning_rate (now 0.5), for example to 0.05, or physics_weight (now 0.5).',
    );
  });

  test('predictions that are no numbers end it too', async () => {
    await expect(runScript([1, NaN])).rejects.toThrow(/validation loss became NaN in epoch 2/);
  });
});
