import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextJobsToStart, threadLimit } from '../../../../src/main/jobs/job-queue.ts';

test('the oldest start first, as many as there are free places', () => {
  expect(nextJobsToStart({ waiting: [4, 5, 6], runningCount: 1, maxConcurrentJobs: 3 })).toEqual([4, 5]);
  expect(nextJobsToStart({ waiting: [4], runningCount: 0, maxConcurrentJobs: 3 })).toEqual([4]);
});

test('never more than the places, also after these were lowered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat()),
      fc.nat(80),
      fc.integer({ min: 1, max: 64 }),
      (waiting, runningCount, places) => {
        const started = nextJobsToStart({ waiting, runningCount, maxConcurrentJobs: places });
        expect(started.length === 0 || runningCount + started.length <= places).toBe(true);
        expect(started).toEqual(waiting.slice(0, started.length));
      },
    ),
  );
});

test('jobs share the cores, and each has one at least', () => {
  expect(threadLimit(16, 3)).toBe(5);
  expect(threadLimit(2, 3)).toBe(1);
});
