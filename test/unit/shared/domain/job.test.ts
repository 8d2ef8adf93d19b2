import { expect, test } from 'vitest';
import { etaSeconds, type Job, jobDetail, jobProgress } from '../../../../src/shared/domain/job.ts';
import { notQueued, queueFacts, type Standing } from '../../../../src/shared/domain/queue-facts.ts';
import { trainingJobDetailSchema } from '../../../../src/shared/contract/job.ts';

const job: Job = {
  id: 7,
  algorithm: 'baseline',
  hyperparams: { epochs: 100 },
  battery_ids: [3, 1],
  model_name: null,
  total_epochs: 100,
  created_at: '2026-01-01T00:00:00.000Z',
  device: 'cpu',
  current_loss: 0.5,
  cell_count: 2,
  best_val_loss: 0.6,
  soh_error: null,
  soh_error_deviation: null,
  rul_error: null,
  rul_error_deviation: null,
  ridge_soh_error: null,
  priority: 0,
  extends_job_id: null,
  ended_by: null,
  evaluation: null,
  state: { status: 'running', startedAt: '2026-01-01T00:00:10.000Z', currentEpoch: 25 },
};
const atSecond = (second: number) => Date.parse(`2026-01-01T00:00:${second}.000Z`);

test('progress is epochs over epochs, and exactly 1 once succeeded', () => {
  expect(jobProgress('running', 67, 100)).toBe(0.67);
  expect(jobProgress('succeeded', 12, 100)).toBe(1);
  expect(jobProgress('stopped', 12, 100)).toBe(0.12);
});

test('the time left follows from the pace so far', () => {
  expect(etaSeconds(job, atSecond(20))).toBe(30);
  expect(
    etaSeconds(
      { ...job, state: { status: 'running', startedAt: job.created_at, currentEpoch: 0 } },
      atSecond(20),
    ),
  ).toBe(null);
  expect(etaSeconds({ ...job, state: { status: 'queued' } }, atSecond(20))).toBe(null);
});

test('the detail form fits the contract and says null where nothing is', () => {
  const detail = jobDetail({ ...job, state: { status: 'queued' } }, notQueued, atSecond(20));
  expect(trainingJobDetailSchema.parse(detail)).toEqual(detail);
  expect(detail).toMatchObject({ started_at: null, finished_at: null, model_id: null, battery_ids: [3, 1] });
});

test('a job takes until its end, or until now; one that never started takes no time', () => {
  const taken = (state: Job['state']) =>
    jobDetail({ ...job, state }, notQueued, atSecond(20)).duration_seconds;
  const startedAt = '2026-01-01T00:00:10.000Z';
  const ended = {
    status: 'stopped',
    startedAt,
    finishedAt: '2026-01-01T00:00:12.500Z',
    currentEpoch: 1,
  } as const;
  expect(taken(job.state)).toBe(10);
  expect(taken(ended)).toBe(2.5);
  expect(taken({ ...ended, startedAt: null })).toBeNull();
  expect(taken({ status: 'queued' })).toBeNull();
});

test('a waiting job says what it waits for', () => {
  const queue = {
    runningCount: 1,
    maxConcurrentJobs: 1,
    isHeld: false,
    nowMs: Date.parse('2026-01-01T00:00:00Z'),
  };
  const at = (position: number, facts: Partial<Standing> = {}): Standing => ({
    position,
    notBefore: null,
    maxBeside: null,
    ...facts,
  });
  expect(queueFacts(at(1), queue)).toEqual({
    queue_position: 1,
    waiting_reason: '1 of 1 places busy, next in line',
  });
  expect(queueFacts(at(2), queue).waiting_reason).toBe('1 of 1 places busy, 1 before it');
  expect(queueFacts(at(2), { ...queue, maxConcurrentJobs: 2 }).waiting_reason).toBe(
    '1 of 2 places busy, 1 before it',
  );
  expect(queueFacts(at(1), { ...queue, maxConcurrentJobs: 3 }).waiting_reason).toBe('starting');
  expect(queueFacts(at(2), { ...queue, isHeld: true }).waiting_reason).toBe('the queue is held, 1 before it');
  const later = at(3, { notBefore: '2026-01-01T00:00:05Z' });
  expect(queueFacts(later, queue).waiting_reason).toBe('is tried again in 5 s, when a place is free');
  expect(queueFacts(at(1, { maxBeside: 0 }), { ...queue, maxConcurrentJobs: 3 }).waiting_reason).toBe(
    'waits until it can run alone, for want of memory, next in line',
  );
});
