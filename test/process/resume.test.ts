/** Trainings that are broken off, by whatever it be, go on from their checkpoint and end as unbroken ones, to the bit. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { TrainerMessage } from '../../src/shared/contract/trainer-messages.ts';
import type { JobWish } from '../support/job-folder.ts';
import { madeUpCell } from '../support/measured-cells.ts';
import { withinMs } from '../support/time-factor.ts';
import { clearTrainers, jobFolder, logsOf, startTrainer, trainToModel } from '../support/trainer-process.ts';

afterEach(clearTrainers);

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));
const newest = 'checkpoint.safetensors';
const older = 'checkpoint-older.safetensors';

const modelIn = (folder: string): Buffer => readFileSync(join(folder, 'model.safetensors'));
const epochsOf = (messages: readonly TrainerMessage[]): readonly number[] =>
  messages.flatMap((message) => (message.type === 'report' ? message.epochs.map(({ epoch }) => epoch) : []));
const resumedAt = (messages: readonly TrainerMessage[]): number =>
  messages.flatMap((message) => (message.type === 'resumed' ? [message.epoch] : []))[0] ?? 0;

/** Ends the trainer at the given epoch or later; answers the last epoch that it reported. */
async function breakOff(
  folder: string,
  epoch: number,
  how: 'SIGKILL' | 'SIGTERM' | 'pause',
): Promise<number> {
  const { child, messages, ended } = startTrainer(folder);
  let isAsked = false;
  child.on('message', (message: TrainerMessage) => {
    if (isAsked || message.type !== 'report' || !message.epochs.some((one) => one.epoch >= epoch)) return;
    isAsked = true;
    if (how === 'pause') child.send({ type: 'pause' });
    else child.kill(how);
  });
  await ended;
  return epochsOf(messages).at(-1) ?? 0;
}

const wishes: readonly [string, JobWish][] = [
  ['baseline', { algorithm: 'baseline', hyperparams: { epochs: 400 } }],
  ['bilstm', { algorithm: 'bilstm', hyperparams: { epochs: 40, hidden_size: 8, window: 10 } }],
  ['deephpm', { algorithm: 'deephpm', hyperparams: { epochs: 60 } }],
  ['repetitions', { algorithm: 'baseline', hyperparams: { epochs: 60, folds: 3 } }],
  [
    'each cell left out',
    { algorithm: 'baseline', hyperparams: { epochs: 40, folds: 'leave_one_battery_out' } },
  ],
];

describe.each(wishes)('%s', { timeout: withinMs(60_000) }, (_name, wish) => {
  const { epochs } = wish.hyperparams as { readonly epochs: number };

  test('asked to pause and killed, one after the other', async () => {
    const unbroken = await jobFolder(cells, wish);
    await trainToModel(unbroken);
    const folder = await jobFolder(cells, wish);
    const broken = [
      await breakOff(folder, Math.ceil(Math.random() * epochs * 0.3), 'pause'),
      await breakOff(folder, Math.ceil(epochs * (0.4 + Math.random() * 0.4)), 'SIGKILL'),
    ];
    const { messages, ended } = startTrainer(folder);
    expect(await ended).toEqual([0, null]);
    expect(resumedAt(messages), String(broken)).toBeGreaterThan(0);
    expect(epochsOf(messages)[0]).toBe(resumedAt(messages) + 1);
    expect(modelIn(folder)).toEqual(modelIn(unbroken));
  });
});

describe('a checkpoint', { timeout: withinMs(60_000) }, () => {
  const wish: JobWish = { hyperparams: { epochs: 300 } };

  /** A job folder with two checkpoints, its training broken off. */
  async function withTwo(): Promise<{ readonly folder: string; readonly newestEpoch: number }> {
    const folder = await jobFolder(cells, wish);
    await breakOff(folder, 60, 'pause');
    const newestEpoch = await breakOff(folder, 120, 'pause');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([newest, older]));
    return { folder, newestEpoch };
  }
  const damage = (folder: string, file: string): void => {
    const bytes = readFileSync(join(folder, file));
    bytes[bytes.length - 5]! ^= 1;
    writeFileSync(join(folder, file), bytes);
  };

  test.each(['pause', 'SIGTERM'] as const)('asked for by %s holds the last epoch reported', async (how) => {
    const folder = await jobFolder(cells, wish);
    const last = await breakOff(folder, 50, how);
    const { messages, ended } = startTrainer(folder);
    await ended;
    expect(resumedAt(messages)).toBe(last);
    expect(logsOf(messages)).toContain(`INFO Goes on after epoch ${last} of 300, from its checkpoint`);
    expect(logsOf(messages).filter((line) => line.includes(`Epoch ${last}/`))).toEqual([]);
  });

  test(
    'that is damaged is passed over for the older one; both: from the beginning; and each time it is said',
    { timeout: withinMs(60_000) },
    async () => {
      const unbroken = await jobFolder(cells, wish);
      await trainToModel(unbroken);
      const { folder, newestEpoch } = await withTwo();
      damage(folder, newest);
      const second = await jobFolder(cells, wish);
      await cp(folder, second, { recursive: true });
      damage(second, older);

      const one = startTrainer(folder);
      await one.ended;
      expect(resumedAt(one.messages)).toBeGreaterThanOrEqual(60);
      expect(resumedAt(one.messages)).toBeLessThan(newestEpoch);
      expect(logsOf(one.messages)).toContainEqual(
        expect.stringMatching(
          /^WARNING The newest checkpoint of this job cannot be used: the file is damaged/,
        ),
      );
      expect(modelIn(folder)).toEqual(modelIn(unbroken));

      const both = startTrainer(second);
      await both.ended;
      expect(resumedAt(both.messages)).toBe(0);
      expect(epochsOf(both.messages)[0]).toBe(1);
      expect(logsOf(both.messages)).toContain('WARNING The training starts from the beginning');
      expect(modelIn(second)).toEqual(modelIn(unbroken));
    },
  );

  const rewriteSpec = (folder: string, change: (spec: Record<string, unknown>) => void): void => {
    const path = join(folder, 'spec.json');
    const spec = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(spec);
    writeFileSync(path, JSON.stringify(spec));
  };

  test('of an epoch that was never recorded is passed over: it would leave a gap in the curves', async () => {
    const { folder, newestEpoch } = await withTwo();
    rewriteSpec(folder, (spec) => (spec['recorded_epoch'] = newestEpoch - 1));
    const { messages, ended } = startTrainer(folder);
    await ended;
    expect(resumedAt(messages)).toBeLessThan(newestEpoch);
    expect(logsOf(messages)).toContainEqual(expect.stringMatching(/were never recorded/));
    expect(messages.at(-1)).toMatchObject({ type: 'succeeded' });
  });

  test('of another version goes on, and says what that may mean', async () => {
    const { folder } = await withTwo();
    rewriteSpec(folder, (spec) => (spec['program_version'] = '0.0.1-test'));
    const { messages, ended } = startTrainer(folder);
    await ended;
    expect(messages).toContainEqual(expect.objectContaining({ type: 'resumed', same_bits: false }));
    expect(logsOf(messages)).toContainEqual(
      expect.stringMatching(/^WARNING .*begun by version 0\.0\.0-test, and goes on with 0\.0\.1-test/),
    );
    expect(messages.at(-1)).toMatchObject({ type: 'succeeded' });
  });

  test('of another training is not used, and the difference named', async () => {
    const { folder } = await withTwo();
    rewriteSpec(folder, (spec) => ((spec['hyperparams'] as Record<string, unknown>)['batch_size'] = 7));
    const { messages, ended } = startTrainer(folder);
    await ended;
    expect(resumedAt(messages)).toBe(0);
    expect(logsOf(messages)).toContainEqual(
      expect.stringContaining('it is of another training: batch_size was 32, is 7'),
    );
  });
});
