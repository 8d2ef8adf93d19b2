import { expect, test } from 'vitest';
import { etaSeconds, type Job, jobDetail, jobProgress } from '../../../../src/shared/domain/job.ts';
import { trainingJobDetailSchema } from '../../../../src/shared/contract/job.ts';

const job: Job = {
  id: 7,
  algorithm: 'baseline',
  hyperparams: { epochs: 100 },
  batteryIds: [3, 1],
  modelName: null,
  totalEpochs: 100,
  createdAt: '2026-01-01T00:00:00.000Z',
  device: 'cpu',
  currentLoss: 0.5,
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
      { ...job, state: { status: 'running', startedAt: job.createdAt, currentEpoch: 0 } },
      atSecond(20),
    ),
  ).toBe(null);
  expect(etaSeconds({ ...job, state: { status: 'queued' } }, atSecond(20))).toBe(null);
});

test('the detail form fits the contract and says null where nothing is', () => {
  const detail = jobDetail({ ...job, state: { status: 'queued' } }, atSecond(20));
  expect(trainingJobDetailSchema.parse(detail)).toEqual(detail);
  expect(detail).toMatchObject({ started_at: null, finished_at: null, model_id: null, battery_ids: [3, 1] });
});
