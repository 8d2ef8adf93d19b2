import { describe, expect, it, vi } from 'vitest';
import { createNewsStore } from '../../../../src/renderer/src/state/news-store.ts';
import type { JobEvent } from '../../../../src/shared/contract/events.ts';

const common = { progress: 1, current_epoch: 2, total_epochs: 2, timestamp: '2026-01-01T00:00:00.000Z' };
const done = (job_id: number): JobEvent => ({
  ...common,
  type: 'complete',
  job_id,
  status: 'succeeded',
  model_id: 1,
  final_metrics: {},
});
const failed = (job_id: number): JobEvent => ({
  ...common,
  type: 'error',
  job_id,
  status: 'failed',
  error_message: 'no cells',
});

describe('news of jobs', () => {
  it('that ended, in their order; who stops one knows it already', () => {
    const { state, take } = createNewsStore();
    take([done(1), { ...common, type: 'stopped', job_id: 2, status: 'stopped' }, failed(3)]);
    expect(state.getState().news).toEqual([
      { jobId: 1, end: 'succeeded', reason: null },
      { jobId: 3, end: 'failed', reason: 'no cells' },
    ]);
  });

  it('a job that ends again is one piece of news, the last', () => {
    const { state, take } = createNewsStore();
    take([failed(3), done(4)]);
    take([done(3)]);
    expect(state.getState().news.map(({ jobId, end }) => [jobId, end])).toEqual([
      [4, 'succeeded'],
      [3, 'succeeded'],
    ]);
  });

  it('a success falls silent by itself and stays unseen; a failure does neither before it is seen', () => {
    vi.useFakeTimers();
    const { state, take, see, seeAll } = createNewsStore();
    take([done(1), failed(2), failed(3)]);
    vi.runAllTimers();
    expect([...state.getState().quiet]).toEqual([1]);
    expect(state.getState().news).toHaveLength(3);
    see([2]);
    expect(state.getState().news.map(({ jobId }) => jobId)).toEqual([1, 3]);
    seeAll();
    expect(state.getState().news).toEqual([]);
    vi.useRealTimers();
  });
});
