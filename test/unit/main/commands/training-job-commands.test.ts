import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTrainingJobSchema, trainingJobDetailSchema } from '../../../../src/shared/contract/job.ts';
import { addBatteries, type Lab, openLab } from '../../../support/job-lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  await addBatteries(lab.batteries, lab.dataDir, 3);
});
afterEach(() => lab.close());

const create = (batteryIds: number[], hyperparams: Record<string, unknown> = {}) =>
  lab.commands['create-training-job'](
    createTrainingJobSchema.parse({ algorithm: 'baseline', battery_ids: batteryIds, hyperparams }),
  );
function detailsOf(batteryIds: number[], hyperparams: Record<string, unknown>): unknown {
  try {
    create(batteryIds, hyperparams);
  } catch (error) {
    expect(error).toMatchObject({ code: 'VALIDATION_ERROR', message: 'Invalid training configuration' });
    return (error as { details: unknown }).details;
  }
  throw new Error('was accepted');
}

test('a new job is answered in its detail form, complete with the defaults', () => {
  const job = create([3, 1]);
  expect(trainingJobDetailSchema.parse(job)).toEqual(job);
  expect(job).toMatchObject({
    id: 1,
    status: 'queued',
    progress: 0,
    total_epochs: 100,
    battery_ids: [3, 1],
    hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001 },
  });
});

test('unknown batteries are named', () => {
  expect(detailsOf([1, 7], {})).toEqual([{ field: 'battery_ids', issue: 'battery 7 does not exist' }]);
  expect(detailsOf([7, 1, 8, 9], {})).toEqual([
    { field: 'battery_ids', issue: 'batteries 7, 8 and 9 do not exist' },
  ]);
});

test.each([
  [
    [1, 2],
    { validation_battery_ids: [3] },
    'hyperparams.validation_battery_ids',
    /some of battery_ids, which 3 is not/,
  ],
  [[1, 2], { test_split: 0.3 }, 'hyperparams.test_split', /at least 3 batteries/],
  [
    [1, 2, 3],
    { test_battery_ids: [9] },
    'hyperparams.test_battery_ids',
    /some of battery_ids, which 9 is not/,
  ],
  [
    [1, 2, 3],
    { test_battery_ids: [2], validation_battery_ids: [2] },
    'hyperparams.test_battery_ids',
    /must not validate as well/,
  ],
  [[1, 2, 3], { test_battery_ids: [1, 2] }, 'hyperparams.test_battery_ids', /leave at least one/],
  [
    [1, 2, 3],
    { test_split: 0.3, folds: 'leave_one_battery_out' },
    'hyperparams.test_split',
    /contradicts folds/,
  ],
  [[1, 2], { validation_battery_ids: [1, 2] }, 'hyperparams.validation_battery_ids', /leave at least one/],
  [
    [1, 2],
    { validation_battery_ids: [1], split_by: 'cycle' },
    'hyperparams.validation_battery_ids',
    /split_by/,
  ],
  [
    [1],
    { split_by: 'battery' },
    'hyperparams.split_by',
    /at least 2 batteries: add one, or leave split_by out/,
  ],
])('a split that cannot be made is refused with advice: %j %j', (batteryIds, hyperparams, field, issue) => {
  expect(detailsOf(batteryIds, hyperparams)).toEqual([{ field, issue: expect.stringMatching(issue) }]);
});

test.each([
  [[1], { folds: 'leave_one_battery_out' }, /at least 2 batteries: add one, or repeat the split/],
  [[1, 2], { folds: 'leave_one_battery_out', split_by: 'cycle' }, /contradicts split_by "cycle": leave out/],
  [
    [1, 2],
    { folds: 'leave_one_battery_out', validation_battery_ids: [2] },
    /contradicts validation_battery_ids/,
  ],
  [[1, 2], { folds: 3, seed: 4_294_967_294 }, /seed to seed \+ 2, which must not exceed 4294967295/],
])('folds that cannot be made are refused with advice: %j %j', (batteryIds, hyperparams, issue) => {
  expect(detailsOf(batteryIds, hyperparams)).toEqual([
    { field: 'hyperparams.folds', issue: expect.stringMatching(issue) },
  ]);
});

test.each([
  [[1, 2], { folds: 'leave_one_battery_out', split_by: 'battery' }],
  [[1], { folds: 2, seed: 4_294_967_294 }],
  [[1, 2, 3], { folds: 50, validation_battery_ids: [2] }],
])('folds that can be made are taken: %j %j', (batteryIds, hyperparams) => {
  expect(create(batteryIds, hyperparams).status).toBe('queued');
});

test('every wrong field is listed', () => {
  expect(detailsOf([9], { split_by: 'battery', validation_battery_ids: [8] })).toHaveLength(3);
});

test('a split that can be made is taken', () => {
  expect(create([1, 2, 3], { split_by: 'battery', validation_battery_ids: [2] }).status).toBe('queued');
});
