import { describe, expect, test } from 'vitest';
import {
  afterInterruption,
  afterLoss,
  afterResume,
  afterShutdown,
  afterStart,
  noAttempts,
} from '../../../../src/shared/domain/job-attempts.ts';

const now = '2026-01-01T00:00:00.000Z';
const lost = { memoryWasShort: false, othersRunning: 3, now, pausesMs: [5000, 30_000] };

describe('a trainer that is lost', () => {
  test('is tried again twice, later each time', () => {
    const first = afterLoss(afterStart(noAttempts), lost);
    expect(first).toEqual({ ...noAttempts, attempts: 1, notBefore: '2026-01-01T00:00:05.000Z' });
    const second = afterLoss(afterStart(first ?? noAttempts), lost);
    expect(second).toMatchObject({ attempts: 2, notBefore: '2026-01-01T00:00:30.000Z' });
    expect(afterLoss(afterStart(second ?? noAttempts), lost)).toBeUndefined();
  });

  test.each([
    [3, 1],
    [1, 0],
    [0, 0],
  ])('for want of memory beside %i others is tried beside %i', (othersRunning, maxBeside) => {
    expect(afterLoss(afterStart(noAttempts), { ...lost, othersRunning, memoryWasShort: true })).toMatchObject(
      {
        maxBeside,
      },
    );
  });

  test('otherwise later keeps the room it was given', () => {
    const known = { ...noAttempts, attempts: 1, maxBeside: 1 };
    expect(afterLoss(known, lost)).toMatchObject({ maxBeside: 1 });
  });
});

describe('the end of the program', () => {
  test('that was asked for is no attempt, and clears every suspicion', () => {
    expect(afterShutdown({ ...afterStart(noAttempts), interruptions: 3 })).toEqual(noAttempts);
  });

  test('that was not is no attempt either; from the second in a row on the job waits, never longer than a minute', () => {
    let known = noAttempts;
    const waits = [1, 2, 3, 4, 5, 6].map(() => {
      known = afterInterruption(afterStart(known), now);
      return known.notBefore === null ? 0 : Date.parse(known.notBefore) - Date.parse(now);
    });
    expect(waits).toEqual([0, 10_000, 20_000, 40_000, 60_000, 60_000]);
    expect(known).toMatchObject({ attempts: 0, interruptions: 6 });
  });

  test('does not count against a job that came further in between', () => {
    const known = { ...afterStart(noAttempts), interruptions: 3, resumedEpoch: 10 };
    expect(afterResume(known, 11)).toMatchObject({ interruptions: 0 });
    expect(afterResume(known, 10)).toMatchObject({ interruptions: 3 });
  });
});
