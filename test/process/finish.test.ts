/** A training that is ended by choice has the model that as many epochs would have had. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { decodeModel } from '../../src/learning/files/model-file.ts';
import type { TrainerMessage } from '../../src/shared/contract/trainer-messages.ts';
import type { JobWish } from '../support/job-folder.ts';
import { madeUpCell } from '../support/measured-cells.ts';
import { withinMs } from '../support/time-factor.ts';
import { clearTrainers, jobFolder, logsOf, startTrainer, trainToModel } from '../support/trainer-process.ts';

afterEach(clearTrainers);

const cells = [1, 2, 3].map((batteryId) => madeUpCell({ batteryId, rowCount: 60 }));
type Succeeded = Extract<TrainerMessage, { type: 'succeeded' }>;
const endOf = (messages: readonly TrainerMessage[]): Succeeded | undefined =>
  messages.find((message) => message.type === 'succeeded');
const weightsIn = (folder: string) =>
  decodeModel(new Uint8Array(readFileSync(join(folder, 'model.safetensors')))).weights;

/** Asked at the given epoch, or before the first one. */
async function finishAt(
  folder: string,
  epoch: number,
  afterEpoch: number,
): Promise<readonly TrainerMessage[]> {
  const { child, messages, ended } = startTrainer(folder);
  const finish = (): void => void child.send({ type: 'finish', after_epoch: afterEpoch });
  if (epoch === 0) finish();
  child.on('message', (message: TrainerMessage) => {
    if (message.type === 'report' && message.epochs.some((one) => one.epoch === epoch)) finish();
  });
  expect(await ended).toEqual([0, null]);
  return messages;
}

const wishes: readonly [string, JobWish['hyperparams']][] = [
  ['a single run', {}],
  ['repetitions', { folds: 2 }],
];

describe.each(wishes)('%s', { timeout: withinMs(60_000) }, (_name, wish) => {
  test('ends with the epoch that runs and keeps its best weights', async () => {
    const folder = await jobFolder(cells, { hyperparams: { ...wish, epochs: 20_000 } });
    const messages = await finishAt(folder, 30, 30);
    const end = endOf(messages);
    const epochs = end?.metrics.epochs_run ?? 0;
    expect(end).toMatchObject({ ended_by: 'choice' });
    expect(epochs).toBeGreaterThanOrEqual(30);
    expect(logsOf(messages)).toContain(`INFO Ended by choice after epoch ${epochs} of 20000`);

    const planned = await jobFolder(cells, { hyperparams: { ...wish, epochs } });
    expect(await trainToModel(planned)).toEqual({ ...end, ended_by: 'epochs' });
    expect(weightsIn(folder)).toEqual(weightsIn(planned));
  });
});

test('goes on to the epoch that is named, where its checkpoint lies before it', async () => {
  const folder = await jobFolder(cells, { hyperparams: { epochs: 20_000 } });
  const messages = await finishAt(folder, 0, 25);
  expect(endOf(messages)).toMatchObject({ ended_by: 'choice', metrics: { epochs_run: 25 } });
});

test('early stopping that came first is what ended it, and all epochs are all epochs', async () => {
  const impatient = { epochs: 20_000, early_stopping_patience: 5, learning_rate: 0.05 };
  const folder = await jobFolder(cells, { hyperparams: impatient });
  expect(await trainToModel(folder)).toMatchObject({ ended_by: 'patience' });
  const whole = await jobFolder(cells, { hyperparams: { epochs: 5, early_stopping_patience: 5 } });
  expect(await trainToModel(whole)).toMatchObject({ ended_by: 'epochs', metrics: { epochs_run: 5 } });
});
