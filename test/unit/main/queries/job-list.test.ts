import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { createDispatch } from '../../../../src/main/api/dispatch.ts';
import type { TrainingJobDetail } from '../../../../src/shared/contract/job.ts';
import {
  jobFields,
  jobSortKeys,
  type JobSortKey,
  listTrainingJobsSchema,
  trainingJobListSchema,
} from '../../../../src/shared/contract/job-list.ts';
import type { Handlers } from '../../../../src/shared/contract/operations.ts';
import { createRandom } from '../../../../src/shared/domain/random.ts';
import { type Lab, openLab } from '../../../support/job-lab.ts';
import { newJob, newModel, sampleEvaluation } from '../../../support/sample-rows.ts';

let lab: Lab;
let second = 0;
beforeEach(async () => {
  second = 0;
  lab = await openLab({
    now: () => new Date(Date.UTC(2026, 0, 1) + 1000 * second).toISOString(),
    maxConcurrentJobs: 2,
  });
});
afterEach(() => lab.close());

const list = (query: object) => lab.queries['list-training-jobs'](listTrainingJobsSchema.parse(query));
const idsOf = (query: object): number[] => list(query).items.map(({ id }) => id);

const create = (name: string | null, algorithm: 'baseline' | 'bilstm' | 'deephpm' = 'baseline'): number =>
  lab.journal.create({ ...newJob, model_name: name, algorithm }).id;
const train = (id: number, losses: readonly number[]): void => {
  lab.journal.recordStarted(id);
  lab.journal.recordDevice(id, 'cpu');
  lab.journal.recordPrepared(id, sampleEvaluation);
  const epochs = losses.map((loss, index) => ({
    epoch: index + 1,
    train_loss: loss / 2,
    val_loss: loss,
    terms: {},
  }));
  lab.journal.recordReport(id, { epochs, logs: [] });
};
const succeed = (id: number, sohError: number | null): void =>
  lab.journal.recordSucceeded(id, {
    ...newModel,
    file: `${id}.safetensors`,
    metrics: { ...newModel.metrics, val_soh_mape: sohError, val_rul_mae: sohError && 10 * sohError },
  });

test('without fields an item has its ten documented keys, whatever it is sorted by or searched for', () => {
  create('one');
  for (const query of [{}, { sort: '-soh_error' }, { search: 'one' }, { search: ' ' }]) {
    const { items, meta } = list(query);
    expect(items.map((item) => Object.keys(item))).toEqual([
      [
        'id',
        'status',
        'algorithm',
        'progress',
        'current_epoch',
        'total_epochs',
        'created_at',
        'started_at',
        'finished_at',
        'model_id',
      ],
    ]);
    expect(Object.keys(meta)).toEqual(['page', 'page_size', 'total', 'total_pages']);
  }
});

test('any key of the detail comes along where it is asked for, equal to what the detail says', () => {
  const id = create('all of it', 'deephpm');
  train(id, [0.5, 0.2, 0.3]);
  second = 30;
  succeed(id, 0.5);
  create('waits');
  const answer = list({ fields: jobFields.join() });
  expect(trainingJobListSchema.parse(answer)).toEqual(answer);
  expect(answer.items).toEqual([lab.job(id + 1), lab.job(id)]);
  expect(answer.meta.counts).toEqual({ queued: 1, running: 0, succeeded: 1, failed: 0, stopped: 0 });
  expect(list({ fields: 'model_name, best_val_loss', search: 'all' }).items).toMatchObject([
    { id, model_name: 'all of it', best_val_loss: 0.2 },
  ]);
  expect(lab.job(id)).toMatchObject({ soh_error: 0.5, rul_error: 5, duration_seconds: 30, cell_count: 2 });
});

test('each waiting job says its place and what it waits for', () => {
  const ids = [create('a'), create('b'), create('c'), create('d')];
  lab.journal.recordStarted(1);
  lab.journal.recordStopped(3);
  const { items } = list({ fields: 'queue_position,waiting_reason', sort: 'queue_position' });
  expect(ids).toEqual([1, 2, 3, 4]);
  expect(items.map(({ id, queue_position, waiting_reason }) => [id, queue_position, waiting_reason])).toEqual(
    [
      [2, 1, 'starting'],
      [4, 2, '1 of 2 places busy, 1 before it'],
      [3, null, null],
      [1, null, null],
    ],
  );
});

describe('sorted', () => {
  /** Every kind of job, with ties and without values. */
  const fill = (): void => {
    const random = createRandom(7);
    const pick = <Value>(values: readonly Value[]): Value =>
      values[Math.floor(random.uniform() * values.length)] as Value;
    for (let count = 0; count < 80; count += 1) {
      second += 7;
      const id = create(pick([null, 'b', 'A', 'a', 'Z 9']), pick(['baseline', 'bilstm', 'deephpm']));
      if (count % 5 === 0) continue;
      train(id, pick([[], [0.5], [0.25, 0.5], [0.125]]));
      second += pick([1, 2, 300]);
      if (count % 5 === 1) succeed(id, pick([null, 0.5, 1.5]));
      if (count % 5 === 2) lab.journal.recordFailed(id, pick(['out of memory', 'Loss became NaN']));
      if (count % 5 === 3) lab.journal.recordStopped(id);
    }
    second += 1000;
  };

  it('by any key, up and down: as the values say, null last, newest first among equals', () => {
    fill();
    const all = list({ fields: jobFields.join(), page_size: 100 }).items as TrainingJobDetail[];
    const statuses = ['running', 'queued', 'succeeded', 'failed', 'stopped'];
    const valueOf = (job: TrainingJobDetail, key: JobSortKey): number | string | null => {
      if (key === 'status') return statuses.indexOf(job.status);
      if (key === 'waiting_reason') return job.queue_position;
      const value = job[key];
      return typeof value === 'string' ? value.toLowerCase() : value;
    };
    for (const key of jobSortKeys) {
      for (const sign of [1, -1]) {
        const expected = all.toSorted((one, other) => {
          const [first, last] = [valueOf(one, key), valueOf(other, key)];
          if (first === last) return other.id - one.id;
          if (first === null || last === null) return Number(first === null) - Number(last === null);
          return first < last ? -sign : sign;
        });
        const query = { sort: `${sign === 1 ? '' : '-'}${key}`, page_size: 100 };
        expect({ ...query, ids: idsOf(query) }).toEqual({ ...query, ids: expected.map(({ id }) => id) });
      }
    }
  });

  it('by page, of one status', () => {
    fill();
    const whole = idsOf({ sort: '-soh_error', status: 'succeeded', page_size: 100 });
    const pages = [1, 2, 3].flatMap((page) =>
      idsOf({ sort: '-soh_error', status: 'succeeded', page, page_size: 6 }),
    );
    expect(whole).toHaveLength(16);
    expect(pages).toEqual(whole);
    expect(list({ sort: '-soh_error', status: 'succeeded', page_size: 6 }).meta).toMatchObject({
      total: 16,
      total_pages: 3,
    });
  });
});

describe('searched', () => {
  beforeEach(() => {
    create('Müller 100 %', 'bilstm');
    create('hpm-2C', 'deephpm');
    create(null, 'bilstm');
    train(3, [0.5]);
    lab.journal.recordFailed(3, 'The loss became NaN: lower learning_rate');
    for (let id = 4; id <= 12; id += 1) create('other');
  });

  it.each([
    ['HPM', [2]],
    ['bilstm', [3, 1]],
    ['bilstm nan', [3]],
    ['failed', [3]],
    ['waiting hpm-2c', [2]],
    ['#1', [12, 11, 10, 1]],
    ['#12', [12]],
    ['2', [12, 2]],
    ['100 %', [1]],
    ['100_%', []],
    ['learning_rate', [3]],
    ['Müller', [1]],
    ['"hpm', []],
    ['nothing', []],
  ])('for %s: %j', (search, ids) => {
    expect(idsOf({ search })).toEqual(ids);
    expect(list({ search }).meta.total).toBe(ids.length);
  });

  it('within a status, by page, sorted', () => {
    expect(idsOf({ search: 'other', status: 'queued', sort: 'id', page: 2, page_size: 4 })).toEqual([
      8, 9, 10, 11,
    ]);
    expect(list({ search: 'other', status: 'stopped' }).meta).toMatchObject({ total: 0, total_pages: 0 });
  });
});

test('a wrong field, sort key or search is refused with the nearest right one', async () => {
  const unexpected: unknown[] = [];
  const dispatch = createDispatch(lab.queries as unknown as Handlers, (error) => unexpected.push(error));
  const refusal = async (query: object) => {
    const answer = await dispatch('list-training-jobs', query, 'trace');
    return answer.ok ? [] : answer.error.details;
  };
  expect(await refusal({ fields: 'model_name,devise', sort: '-soh_eror' })).toEqual([
    { field: 'fields.devise', issue: 'unknown; did you mean device?' },
    { field: 'sort.soh_eror', issue: 'unknown; did you mean soh_error?' },
  ]);
  expect(await refusal({ sort: 'hyperparams' })).toMatchObject([{ field: 'sort.hyperparams' }]);
  expect(await refusal({ sort: '__proto__' })).toMatchObject([{ field: 'sort.__proto__' }]);
  expect(await refusal({ search: 'a b c d e f g h i j k' })).toEqual([
    { field: 'search', issue: 'must contain at most 10 words' },
  ]);
  expect(await refusal({ fields: '', search: ' ' })).toEqual([]);
  expect(unexpected).toEqual([]);
});
