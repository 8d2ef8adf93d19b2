import { describe, expect, it } from 'vitest';
import type { JobEntry } from '../../../../src/renderer/src/state/job-entry.ts';
import { countWhere, secondsLeft, summary } from '../../../../src/renderer/src/words/queue-words.ts';
import { isFinished } from '../../../../src/shared/domain/job-status.ts';
import { waitingEntry } from '../../../support/job-entry.ts';

const startMs = Date.parse('2026-01-01T00:00:00Z');
const job = (id: number, status: JobEntry['status'], epoch = 0): JobEntry => ({
  ...waitingEntry,
  id,
  status,
  progress: epoch / 100,
  current_epoch: epoch,
  total_epochs: 100,
  started_at: status === 'queued' ? null : '2026-01-01T00:00:00Z',
});
const jobs = new Map([job(1, 'running', 25), job(2, 'queued')].map((one) => [one.id, one]));
const counts = { queued: 2345, running: 1, succeeded: 7, failed: 0, stopped: 0 };

describe('the queue in words', () => {
  it('the time left follows from the pace so far', () => {
    expect(secondsLeft(job(1, 'running', 25), startMs + 60_000)).toBe(180);
    expect(secondsLeft(job(1, 'running', 0), startMs + 60_000)).toBeNull();
  });

  it('sums up what runs and waits, the time being that of the running ones', () => {
    expect(summary({ counts, heldCount: 0, jobs }, startMs + 60_000)).toBe(
      '1 running · 2\u202f345 waiting · the running ones about 3 min',
    );
    const none = { jobs: new Map(), heldCount: 0 };
    expect(summary({ ...none, counts: { ...counts, queued: 1 } }, startMs)).toBe('1 running · 1 waiting');
    expect(summary({ ...none, counts: { ...counts, queued: 3 }, heldCount: 2 }, startMs)).toBe(
      '1 running · 1 waiting · 2 paused',
    );
    expect(summary({ ...none, jobs, counts: { ...counts, queued: 0, running: 0 } }, startMs)).toBe(
      'Nothing running',
    );
  });

  it('counts jobs by what is true of their status', () => {
    expect(countWhere(counts, (one) => !isFinished(one))).toBe(2346);
    expect(countWhere(null, () => true)).toBe(0);
  });
});
