import { describe, expect, it } from 'vitest';
import type { JobEntry } from '../../../../src/renderer/src/state/job-entry.ts';
import { secondsLeft, summary, waitingFor } from '../../../../src/renderer/src/words/queue-words.ts';

const startMs = Date.parse('2026-01-01T00:00:00Z');
const job = (id: number, status: JobEntry['status'], epoch = 0): JobEntry => ({
  id,
  status,
  algorithm: 'baseline',
  progress: epoch / 100,
  current_epoch: epoch,
  total_epochs: 100,
  created_at: '2026-01-01T00:00:00Z',
  started_at: status === 'queued' ? null : '2026-01-01T00:00:00Z',
  finished_at: null,
  model_id: null,
  error_message: null,
  current_loss: null,
  facts: null,
});
const jobs = new Map([job(1, 'running', 25), job(2, 'queued'), job(3, 'queued')].map((one) => [one.id, one]));

describe('the queue in words', () => {
  it('the time left follows from the pace so far', () => {
    expect(secondsLeft(job(1, 'running', 25), startMs + 60_000)).toBe(180);
    expect(secondsLeft(job(1, 'running', 0), startMs + 60_000)).toBeNull();
  });

  it('sums up what runs and waits', () => {
    expect(summary(jobs, startMs + 60_000)).toBe('1 running · 2 waiting · about 3 min');
    expect(summary(new Map(), startMs)).toBe('Nothing running');
  });

  it('says what each waiting job waits for', () => {
    expect(waitingFor(job(2, 'queued'), jobs, 1)).toBe('1 of 1 places busy, next in line');
    expect(waitingFor(job(3, 'queued'), jobs, 1)).toBe('1 of 1 places busy, 1 before it');
    expect(waitingFor(job(3, 'queued'), jobs, 2)).toBe('1 of 2 places busy, 1 before it');
    expect(waitingFor(job(2, 'queued'), jobs, 3)).toBe('starting');
  });
});
