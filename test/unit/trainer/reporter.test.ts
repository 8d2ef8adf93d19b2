import { expect, test } from 'vitest';
import type { EpochReport, TrainerMessage } from '../../../src/shared/contract/trainer-messages.ts';
import { createReporter, type Reporter } from '../../../src/trainer/reporter.ts';

function reporterAt(): { reporter: Reporter; posted: TrainerMessage[]; wait: (ms: number) => void } {
  let nowMs = 0;
  const posted: TrainerMessage[] = [];
  const reporter = createReporter({
    post: (message) => posted.push(message),
    elapsedMs: () => nowMs,
    timestamp: () => '2026-01-01T00:00:00.000Z',
  });
  return { reporter, posted, wait: (ms) => (nowMs += ms) };
}

const epoch = (number: number): EpochReport => ({ epoch: number, train_loss: 1, val_loss: 1, terms: {} });

test('ten seconds of epochs every millisecond: about a hundred reports, every epoch once and in order', () => {
  const { reporter, posted, wait } = reporterAt();
  for (let number = 1; number <= 10_000; number += 1) {
    reporter.epoch(epoch(number));
    reporter.tick();
    wait(1);
  }
  reporter.flush();
  const reports = posted.filter((message) => message.type === 'report');
  expect(reports.length).toBeLessThanOrEqual(102);
  expect(reports.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch))).toEqual(
    Array.from({ length: 10_000 }, (_, place) => place + 1),
  );
});

test('a sign of life at least every two seconds, though there is nothing to report', () => {
  const { reporter, posted, wait } = reporterAt();
  for (let tick = 0; tick < 100; tick += 1) {
    reporter.tick();
    wait(100);
  }
  expect(posted.filter(({ type }) => type === 'alive')).toHaveLength(10);
});

test('a log line waits no longer than the next tick that is due, and is never longer than the contract allows', () => {
  const { reporter, posted, wait } = reporterAt();
  reporter.log('INFO', 'x'.repeat(20_000));
  reporter.tick();
  reporter.log('WARNING', 'later');
  reporter.tick();
  wait(100);
  reporter.tick();
  const messages = posted.filter((message) => message.type === 'report').map(({ logs }) => logs[0]?.message);
  expect(messages.map((message) => message?.length)).toEqual([10_000, 5]);
});
