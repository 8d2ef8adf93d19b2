import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextJobsToStart, type QueueState } from '../../../../src/main/jobs/job-queue.ts';

const anyone = { maxBeside: null };
const plain = (ids: readonly number[]) => ids.map((id) => ({ id, maxBeside: null }));
const idsToStart = (state: QueueState): readonly number[] => nextJobsToStart(state).map(({ id }) => id);

test('the oldest start first, as many as there are free places', () => {
  expect(idsToStart({ waiting: plain([4, 5, 6]), running: [anyone], maxConcurrentJobs: 3 })).toEqual([4, 5]);
  expect(idsToStart({ waiting: plain([4]), running: [], maxConcurrentJobs: 3 })).toEqual([4]);
});

test('never more than the places, also after these were lowered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat()),
      fc.nat(80),
      fc.integer({ min: 1, max: 64 }),
      (waiting, runningCount, places) => {
        const running = Array.from({ length: runningCount }, () => anyone);
        const started = idsToStart({ waiting: plain(waiting), running, maxConcurrentJobs: places });
        expect(started.length === 0 || runningCount + started.length <= places).toBe(true);
        expect(started).toEqual(waiting.slice(0, started.length));
      },
    ),
  );
});

test('nobody runs beside more others than it may, and nobody overtakes one that waits for that', () => {
  const maxBeside = fc.option(fc.nat(4));
  const queued = fc.record({ id: fc.nat(), maxBeside });
  fc.assert(
    fc.property(
      fc.array(queued),
      fc.array(fc.record({ maxBeside }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 8 }),
      (waiting, running, maxConcurrentJobs) => {
        const started = nextJobsToStart({ waiting, running, maxConcurrentJobs });
        expect(started).toEqual(waiting.slice(0, started.length));
        if (started.length === 0) return;
        const together = [...running, ...started];
        for (const job of together) expect(together.length - 1).toBeLessThanOrEqual(job.maxBeside ?? 8);
      },
    ),
  );
  const alone = { id: 1, maxBeside: 0 };
  expect(idsToStart({ waiting: [alone, ...plain([2])], running: [anyone], maxConcurrentJobs: 3 })).toEqual(
    [],
  );
  expect(idsToStart({ waiting: [alone, ...plain([2])], running: [], maxConcurrentJobs: 3 })).toEqual([1]);
});
