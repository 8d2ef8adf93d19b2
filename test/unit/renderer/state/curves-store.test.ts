import { describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/renderer/src/client/client.ts';
import { ClientError } from '../../../../src/renderer/src/client/client-error.ts';
import { createCurvesStore } from '../../../../src/renderer/src/state/curves-store.ts';
import type { JobEvent } from '../../../../src/shared/contract/events.ts';
import type { TrainingMetrics } from '../../../../src/shared/contract/job.ts';

const progress = (jobId: number, epoch: number): JobEvent => ({
  type: 'progress',
  job_id: jobId,
  status: 'running',
  progress: 0,
  current_epoch: epoch,
  total_epochs: 9,
  timestamp: '2026-01-01T00:00:00Z',
  current_loss: epoch,
  train_loss: epoch,
  val_loss: -epoch,
  terms: { physics_f_loss: 10 * epoch },
});

const metricsUpTo = (epoch: number): TrainingMetrics => {
  const epochs = Array.from({ length: epoch }, (_, index) => index + 1);
  return {
    epochs,
    train_loss: epochs,
    val_loss: epochs.map((one) => -one),
    physics_f_loss: epochs.map((one) => 10 * one),
  };
};

/** Answers when the test lets it. */
function slowBackend() {
  const asked: number[] = [];
  const answers: { resolve: (metrics: TrainingMetrics) => void; reject: (error: Error) => void }[] = [];
  const client = {
    call: (_name: string, { job_id: id }: { job_id: number }) => {
      asked.push(id);
      return new Promise<TrainingMetrics>((resolve, reject) => answers.push({ resolve, reject }));
    },
  } as unknown as Client;
  const store = createCurvesStore(client);
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    store,
    asked,
    answer: async (metrics: TrainingMetrics) => {
      answers.shift()?.resolve(metrics);
      await settled();
    },
    refuse: async () => {
      answers.shift()?.reject(new ClientError('UNREACHABLE', 'no answer'));
      await settled();
    },
    known: (jobId: number) => store.state.getState().byJob.get(jobId),
    epochs: (jobId: number) => store.state.getState().byJob.get(jobId)?.curves.epochs,
  };
}

describe('the curves one looks at', () => {
  it('are asked for once, and then equal what the whole of them would be', async () => {
    const { store, asked, answer, known } = slowBackend();
    store.open(1);
    await answer(metricsUpTo(2));
    for (let epoch = 3; epoch <= 9; epoch += 1) store.take([progress(1, epoch)]);
    expect(asked).toEqual([1]);
    expect(known(1)?.curves.epochs).toEqual(metricsUpTo(9).epochs);
    expect(Object.fromEntries(known(1)?.curves.series ?? [])).toMatchObject({
      train_loss: metricsUpTo(9).train_loss,
      val_loss: metricsUpTo(9).val_loss,
      physics_f_loss: metricsUpTo(9)['physics_f_loss'],
    });
  });

  it('take what happened while they were asked for', async () => {
    const { store, asked, answer, epochs } = slowBackend();
    store.open(1);
    store.take([progress(1, 3)]);
    store.take([progress(1, 4), progress(2, 7)]);
    await answer(metricsUpTo(3));
    expect(epochs(1)).toEqual([1, 2, 3, 4]);
    store.take([progress(1, 5)]);
    expect(epochs(1)).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([1]);
  });

  it('are asked for again only where an epoch is missing', async () => {
    const { store, asked, answer, epochs } = slowBackend();
    store.open(1);
    await answer(metricsUpTo(2));
    store.take([progress(1, 5)]);
    store.take([progress(1, 6)]);
    expect(asked).toEqual([1, 1]);
    await answer(metricsUpTo(5));
    expect(epochs(1)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('stay as they are when a later look at them fails; a first one that fails says so', async () => {
    const { store, answer, refuse, known } = slowBackend();
    store.open(1);
    await refuse();
    expect(known(1)?.loading.phase).toBe('failed');
    store.reload(1);
    await answer(metricsUpTo(2));
    store.reloadAll();
    await refuse();
    expect(known(1)).toMatchObject({ curves: { epochs: [1, 2] }, loading: { phase: 'ready' } });
  });

  it('of several jobs stand side by side, and go with the last who looks', async () => {
    const { store, asked, answer, epochs } = slowBackend();
    const closeOne = store.open(1);
    store.open(2);
    const closeAgain = store.open(1);
    await answer(metricsUpTo(1));
    await answer(metricsUpTo(2));
    expect(asked).toEqual([1, 2]);
    store.take([progress(1, 2), progress(2, 3)]);
    closeOne();
    expect([epochs(1), epochs(2)]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    closeAgain();
    expect([epochs(1), epochs(2)]).toEqual([undefined, [1, 2, 3]]);
  });
});
