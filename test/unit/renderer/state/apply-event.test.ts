import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../../../src/shared/contract/events.ts';
import { applyEvents, jobIdsWithNewStatus } from '../../../../src/renderer/src/state/apply-event.ts';
import type { JobEntry } from '../../../../src/renderer/src/state/job-entry.ts';
import { waitingEntry } from '../../../support/job-entry.ts';
import { sampleEvaluation } from '../../../support/sample-rows.ts';

const waiting: JobEntry = { ...waitingEntry, id: 7, total_epochs: 10 };
const jobs = new Map([[7, waiting]]);
const at = (epoch: number, status: JobEvent['status'], timestamp = '2026-01-01T00:01:00Z') => ({
  job_id: 7,
  status,
  progress: epoch / 10,
  current_epoch: epoch,
  total_epochs: 10,
  timestamp,
});
const started: JobEvent = { type: 'status', ...at(0, 'running') };
const progress: JobEvent = {
  type: 'progress',
  ...at(3, 'running'),
  current_loss: 0.5,
  train_loss: 0.5,
  val_loss: 0.6,
  terms: {},
};

describe('events applied to the list of jobs', () => {
  it('a job that starts has its start, then its progress and its lowest validation loss', () => {
    expect(applyEvents(jobs, [started, progress]).get(7)).toMatchObject({
      status: 'running',
      started_at: '2026-01-01T00:01:00Z',
      progress: 0.3,
      current_epoch: 3,
      best_val_loss: 0.6,
    });
    const later = [0.7, null, 0.4, 0.5].map((loss): JobEvent => ({ ...progress, val_loss: loss }));
    expect(applyEvents(jobs, [started, progress, ...later]).get(7)?.best_val_loss).toBe(0.4);
  });

  it('what its trainer prepared comes with it', () => {
    const prepared: JobEvent = {
      type: 'prepared',
      ...at(0, 'running'),
      device: 'cpu',
      evaluation: sampleEvaluation,
    };
    expect(applyEvents(jobs, [started, prepared]).get(7)).toMatchObject({
      device: 'cpu',
      evaluation: sampleEvaluation,
    });
  });

  it('the end of a job brings its end and what came of it', () => {
    const end = '2026-01-01T00:02:00Z';
    const complete: JobEvent = {
      type: 'complete',
      ...at(10, 'succeeded', end),
      model_id: 3,
      final_metrics: {},
    };
    expect(applyEvents(jobs, [started, complete]).get(7)).toMatchObject({
      status: 'succeeded',
      finished_at: end,
      model_id: 3,
    });
    const error: JobEvent = { type: 'error', ...at(4, 'failed', end), error_message: 'out of memory' };
    expect(applyEvents(jobs, [started, error]).get(7)).toMatchObject({
      status: 'failed',
      error_message: 'out of memory',
    });
  });

  it('a job that goes back to the queue has no start', () => {
    const requeued: JobEvent = { type: 'status', ...at(0, 'queued') };
    expect(applyEvents(jobs, [started, requeued]).get(7)).toMatchObject({
      status: 'queued',
      started_at: null,
    });
  });

  it('the same events twice give the same jobs, and the old list stays as it was', () => {
    const once = applyEvents(jobs, [started, progress]);
    expect(applyEvents(once, [started, progress])).toEqual(once);
    expect(jobs.get(7)).toBe(waiting);
  });

  it('names the jobs that are new or changed their status', () => {
    const stranger: JobEvent = { ...started, job_id: 8 };
    expect(jobIdsWithNewStatus([started, stranger, stranger])).toEqual([7, 8]);
    expect(jobIdsWithNewStatus([progress, stranger])).toEqual([8]);
  });
});
