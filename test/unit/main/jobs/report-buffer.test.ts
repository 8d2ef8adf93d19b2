import { expect, test } from 'vitest';
import { createReportBuffer } from '../../../../src/main/jobs/report-buffer.ts';

const epoch = (number: number) => ({ epoch: number, train_loss: 1, val_loss: 1, terms: {} });

test('what is added while a portion is being recorded is recorded too, in its order, with facts in between', async () => {
  const recorded: (number | string)[] = [];
  let next = 2;
  const buffer = createReportBuffer({
    record: ({ epochs }) => {
      recorded.push(...epochs.map((one) => one.epoch));
      // Between the record and whoever waits for it.
      if (next <= 50) queueMicrotask(() => addNext());
    },
    onError: (error) => expect.unreachable(String(error)),
    retryMs: 1,
  });
  const addNext = (): void => {
    const number = next;
    next += 1;
    buffer.add({ epochs: [epoch(number)], logs: [] });
    if (number === 20) buffer.addFact(() => recorded.push('fact'));
  };
  buffer.add({ epochs: [epoch(1)], logs: [] });
  await expect.poll(() => recorded.length).toBe(51);
  const numbers = Array.from({ length: 50 }, (_, at) => at + 1);
  expect(recorded).toEqual([...numbers.slice(0, 20), 'fact', ...numbers.slice(20)]);
});
