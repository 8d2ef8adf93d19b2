import { describe, expect, test } from 'vitest';
import type { BatchLoss, RunSet, Weights } from '../../../src/learning/engines/engine.ts';
import { initialState } from '../../../src/learning/engines/training-state.ts';
import type { TrainerMessage } from '../../../src/shared/contract/trainer-messages.ts';
import { createPacer } from '../../../src/trainer/pacer.ts';
import { prepareJob } from '../../../src/trainer/prepare-job.ts';
import { createReporter } from '../../../src/trainer/reporter.ts';
import { trainEpochs } from '../../../src/trainer/train-epochs.ts';
import type { BestEpoch } from '../../../src/trainer/training-run.ts';
import { jobSpecOf, type JobWish } from '../../support/job-folder.ts';
import { madeUpCell } from '../../support/measured-cells.ts';

const cells = [madeUpCell({ batteryId: 1, rowCount: 20 }), madeUpCell({ batteryId: 2, rowCount: 10 })];

/** A run whose distance from the truth in each epoch is given; its one weight is the epoch it has come to. */
interface ScriptedRun {
  readonly distances: readonly number[];
  readonly targets: Float64Array;
  readonly loss: (epoch: number) => number;
}

/** A batch is an epoch. */
function scriptedSet(scripts: readonly ScriptedRun[]): RunSet {
  const epochs = scripts.map(() => 0);
  const weightsOf = (run: number): Weights =>
    new Map([['w', { shape: [1], values: Float64Array.of(epochs[run]!) }]]);
  const trainBatch = (run: number): BatchLoss => {
    epochs[run]! += 1;
    const total = scripts[run]!.loss(epochs[run]!);
    return { total, terms: { data_loss: total } };
  };
  return {
    read: (run) => Promise.resolve(initialState(weightsOf(run))),
    readWeights: (run) => Promise.resolve(weightsOf(run)),
    write: () => Promise.resolve(),
    train: (all) => Promise.resolve(all.map(({ run, batches }) => batches.map(() => trainBatch(run)))),
    predict: (run, rows) => {
      const { distances, targets } = scripts[run]!;
      const distance = distances[epochs[run]! - 1] ?? 0;
      return Promise.resolve(
        Float64Array.from([...rows].flatMap((row) => [0, 1].map((o) => targets[2 * row + o]! + distance))),
      );
    },
    lost: new Promise(() => undefined),
    close: () => Promise.resolve(),
  };
}

interface Script {
  /** Of each epoch; where it ends the last one stays. */
  readonly distances: readonly number[];
  readonly loss?: (epoch: number) => number;
  readonly name?: string;
}

async function runScripts(
  scripts: readonly Script[],
  wish: JobWish = {},
  areTogether = true,
): Promise<{ bests: readonly BestEpoch[]; posted: TrainerMessage[]; lines: string[]; order: string[] }> {
  const hyperparams = {
    epochs: Math.max(...scripts.map(({ distances }) => distances.length)),
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
  const order: string[] = [];
  const scripted = scripts.map(({ distances, loss = () => 1, name = null }) => ({
    distances,
    targets: job.rows.targets,
    loss: (epoch: number): number => {
      order.push(`${name ?? 'run'} ${epoch}`);
      return loss(epoch);
    },
  }));
  const together = scriptedSet(scripted);
  const runs = scripts.map(({ name = null }, index) => ({
    ...{ job, seed: 1, name },
    ...(areTogether ? { set: together, index } : { set: scriptedSet([scripted[index]!]), index: 0 }),
  }));
  const bests = await trainEpochs(runs, { reporter, pacer });
  reporter.flush();
  const lines = posted.flatMap((message) => (message.type === 'report' ? message.logs : []));
  return { bests, posted, order, lines: lines.map(({ level, message }) => `${level} ${message}`) };
}

async function runScript(distances: readonly number[], wish: JobWish = {}, loss?: (epoch: number) => number) {
  const { bests, ...rest } = await runScripts([{ distances, ...(loss && { loss }) }], wish);
  return { ...rest, best: bests[0]! };
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

describe('several runs side by side', () => {
  const epochsOf = (posted: readonly TrainerMessage[]) =>
    posted.flatMap((message) => (message.type === 'report' ? message.epochs : []));

  test.each([
    { where: 'in one set', areTogether: true },
    { where: 'in sets of their own', areTogether: false },
  ])('every run does an epoch before any does the next, $where', async ({ areTogether }) => {
    const scripts = ['a', 'b'].map((name) => ({ name, distances: [1, 1] }));
    const { order } = await runScripts(scripts, {}, areTogether);
    expect(order).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  test('an epoch is reported once, as means with sample deviations', async () => {
    const { posted, lines } = await runScripts([
      { name: 'a', distances: [0.1], loss: () => 1 },
      { name: 'b', distances: [0.3], loss: () => 4 },
    ]);
    const [report] = epochsOf(posted);
    expect(report).toMatchObject({ epoch: 1, train_loss: 2.5 });
    expect(report!.val_loss).toBeCloseTo((0.01 + 0.09) / 2, 12);
    expect(Object.keys(report!.terms).sort()).toEqual([
      'data_loss',
      'train_loss_deviation',
      'val_loss_deviation',
      'val_soh_mape',
      'val_soh_mape_deviation',
    ]);
    expect(report!.terms['train_loss_deviation']).toBeCloseTo(3 / Math.SQRT2, 12);
    expect(report!.terms['val_loss_deviation']).toBeCloseTo(0.08 / Math.SQRT2, 12);
    expect(report!.terms['data_loss']).toBe(2.5);
    expect(lines).toEqual(['INFO Epoch 1/1 - Loss: 2.5000 ± 2.1213 - Val Loss: 0.0500 ± 0.0566']);
  });

  test('a run that stopped early keeps its last figures; the last one ends the job', async () => {
    const { bests, posted, lines, order } = await runScripts(
      [
        { name: 'run 1', distances: [0.1, 0.2, 0.3, 9, 9, 9, 9, 9] },
        { name: 'run 2', distances: [0.5, 0.4, 0.2, 0.1, 0.4, 0.4, 9, 9] },
      ],
      { hyperparams: { early_stopping_patience: 2 } },
    );
    expect(order.filter((one) => one.startsWith('run 1'))).toEqual(['run 1 1', 'run 1 2', 'run 1 3']);
    expect(bests.map(({ report, epochsRun }) => [report.epoch, epochsRun])).toEqual([
      [1, 3],
      [4, 6],
    ]);
    const epochs = epochsOf(posted);
    expect(epochs).toHaveLength(6);
    expect(epochs[5]!.val_loss).toBeCloseTo((0.09 + 0.16) / 2, 12);
    expect(lines).toContain('INFO Stopped run 1 early: no better validation loss for 2 epochs');
  });

  test('a run that leaves the numbers fails the job and is named', async () => {
    const run = runScripts([
      { name: 'run 1 (seed 1)', distances: [1, 1] },
      { name: 'run 2 (seed 2)', distances: [1, 1], loss: (epoch) => (epoch === 2 ? NaN : 1) },
    ]);
    await expect(run).rejects.toThrow(
      /^In run 2 \(seed 2\): The loss became NaN in epoch 2: lower learning_rate/,
    );
  });
});
