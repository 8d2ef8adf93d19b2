import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../../src/main/api/dispatch.ts';
import { jobInputChecks } from '../../../../src/main/commands/job-commands.ts';
import { type OperationName, operations } from '../../../../src/shared/contract/operations.ts';
import { AppError, notFound } from '../../../../src/shared/domain/app-error.ts';
import { exampleBattery, smallHandlers } from '../../../support/small-backend.ts';

const reported: { error: unknown; where: object }[] = [];
/** Batteries 1 to 3 exist. */
const findBattery = (id: number) => (id <= 3 ? { ...exampleBattery, id } : undefined);
const dispatch = createDispatch(
  smallHandlers,
  (error, where) => void reported.push({ error, where }),
  jobInputChecks({ batteries: { findBattery } }),
);

/** Field → issue of a refused input. */
async function issuesOf(operation: OperationName, input: unknown): Promise<Record<string, string>> {
  const result = await dispatch(operation, input, 'req_test');
  if (result.ok) throw new Error('it was accepted');
  expect(result.error.code).toBe('VALIDATION_ERROR');
  return Object.fromEntries((result.error.details ?? []).map(({ field, issue }) => [field, issue]));
}

describe('a choice of kinds', () => {
  it('names what is wrong with the kind that was meant', async () => {
    expect(
      await issuesOf('create-prediction', {
        algorithm: 'bilstm',
        cycle_data: [{ features: { a: 1 } }, { features: { a: 'x' }, feature: {}, voltage: [1, 'x', 'y'] }],
      }),
    ).toEqual({
      'cycle_data.1.features.a': 'must be a number',
      'cycle_data.1.feature': 'unknown; did you mean features?',
      'cycle_data.1.voltage.1': 'must be a number or null',
    });
    expect(
      await issuesOf('create-prediction', {
        algorithm: 'bilstm',
        cycle_data: { time: [1, 2], voltage: [3], current: 'x' },
      }),
    ).toEqual({
      'cycle_data.voltage': 'must be as long as time: 2 values, found 1',
      'cycle_data.current': 'must be a list',
    });
  });

  it('names all kinds where none was meant', async () => {
    expect(await issuesOf('create-prediction', { algorithm: 'bilstm', cycle_data: 7 })).toEqual({
      cycle_data: 'must be an object or a list',
    });
  });

  it('names a word and a kind of number side by side', async () => {
    const issueOf = async (folds: unknown) => {
      const job = { algorithm: 'baseline', battery_ids: [1], hyperparams: { folds } };
      return (await issuesOf('create-training-job', job))['hyperparams.folds'];
    };
    expect(await issueOf(2.5)).toBe('must be leave_one_battery_out or a whole number');
    expect(await issueOf('leave_one')).toBe('must be leave_one_battery_out or a number');
    expect(await issueOf(51)).toBe('must be at most 50');
  });

  it('a cycle needs features, or the whole of a curve', async () => {
    expect(await issuesOf('create-prediction', { algorithm: 'bilstm', cycle_data: {} })).toEqual({
      cycle_data: 'must have features, or time, voltage and current of its charge',
    });
    expect(
      await issuesOf('create-prediction', { algorithm: 'bilstm', cycle_data: { voltage: [1] } }),
    ).toEqual({
      'cycle_data.time': 'is required: features are computed from time, voltage and current',
      'cycle_data.current': 'is required: features are computed from time, voltage and current',
    });
  });
});

describe('a batch', () => {
  it('answers each request in its place, and the bad ones with their own error under the same trace', async () => {
    const prediction = {
      id: 1,
      algorithm: 'baseline' as const,
      model_id: 1,
      battery_id: 1,
      cycle_index: 3,
      result: {
        soh: 0.9,
        rul: null,
        confidence: null,
        soh_interval: null,
        rul_interval: null,
        applicability: 'usual' as const,
        nominal_capacity: 2,
        rul_ends_at: null,
      },
      warnings: [],
      created_at: '2026-01-01T00:00:00Z',
    };
    const failures: unknown[] = [];
    const door = createDispatch(
      {
        ...smallHandlers,
        'create-prediction': ({ battery_id: id }) => {
          if (id === 13) throw new TypeError('a secret detail of the inside');
          if (id !== 1) throw notFound('Battery', id ?? 0);
          return prediction;
        },
      },
      (error) => failures.push(error),
    );
    const requests = [1, 2, 13].map((id) => ({ algorithm: 'baseline', battery_id: id }));
    const result = await door('create-predictions', { requests: [...requests, 'what', {}] }, 'req_batch');
    const trace = { trace_id: 'req_batch' };
    expect(result).toEqual({
      ok: true,
      output: {
        results: [
          prediction,
          { error: { code: 'RESOURCE_NOT_FOUND', message: 'Battery with ID 2 not found', ...trace } },
          { error: { code: 'INTERNAL_ERROR', message: expect.not.stringContaining('secret'), ...trace } },
          { error: expect.objectContaining({ code: 'VALIDATION_ERROR', ...trace }) },
          {
            error: {
              code: 'VALIDATION_ERROR',
              message: 'Invalid request: the details name each wrong field',
              details: [{ field: 'algorithm', issue: 'is required' }],
              ...trace,
            },
          },
        ],
      },
    });
    expect(failures).toEqual([expect.any(TypeError)]);
  });

  it.each([[[]], [Array.from({ length: 51 }, () => ({}))]])('of %j is refused', async (requests) => {
    expect(Object.keys(await issuesOf('create-predictions', { requests }))).toEqual(['requests']);
  });
});

describe('the door', () => {
  it('hands a checked input with its defaults to the handler', async () => {
    const result = await dispatch('list-training-jobs', { page: '2' }, 'req_test');
    expect(result).toMatchObject({ ok: true, output: { meta: { page: 2, page_size: 20 } } });
  });

  it('refuses an empty list in the words of the API document', async () => {
    const result = await dispatch(
      'create-training-job',
      { algorithm: 'bilstm', battery_ids: [] },
      'req_test',
    );
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'VALIDATION_ERROR',
        message: 'Invalid training configuration',
        details: [{ field: 'battery_ids', issue: 'must contain at least 1 item' }],
      },
    });
  });

  it('lists every wrong field, nested ones by their path', async () => {
    const issues = await issuesOf('create-training-job', {
      algorithm: 'bilstm',
      battery_ids: [1, 'two'],
      hyperparams: { epochs: 0, batch_size: 1.5, learning_rate: 'fast', hidden_size: 5000, split_by: 'row' },
      model_name: '',
    });
    expect(issues).toEqual({
      'battery_ids.1': 'must be a whole number',
      'hyperparams.epochs': 'must be at least 1',
      'hyperparams.batch_size': 'must be a whole number',
      'hyperparams.learning_rate': 'must be a number',
      'hyperparams.hidden_size': 'must be at most 1024',
      'hyperparams.split_by': 'must be one of battery, cycle',
      model_name: 'must contain at least 1 character',
    });
  });

  it('names the missing fields of an empty body, the discriminator and the rest', async () => {
    expect(await issuesOf('create-training-job', {})).toEqual({
      algorithm: 'is required',
      battery_ids: 'is required',
    });
  });

  it('of a wrong algorithm reports what is wrong whichever was meant', async () => {
    const hyperparams = { epochs: 'many', learning_rat: 1, hidden_size: 8 };
    const issues = await issuesOf('create-training-job', { algorithm: 'lstm', hyperparams });
    expect(issues).toEqual({
      algorithm: 'must be one of baseline, bilstm, deephpm',
      battery_ids: 'is required',
      'hyperparams.epochs': 'must be a whole number',
      'hyperparams.learning_rat': 'unknown; did you mean learning_rate?',
    });
  });

  it.each([
    ['learningRate', 'unknown; did you mean learning_rate?'],
    ['epoch', 'unknown; did you mean epochs?'],
    ['hiddensize', 'unknown; did you mean hidden_size?'],
    ['__proto__', /^unknown; the nearest known name is \w+$/],
  ])('offers the nearest name for the unknown hyperparameter %s', async (name, words) => {
    const hyperparams: unknown = JSON.parse(`{ "${name}": 1 }`);
    const issues = await issuesOf('create-training-job', {
      algorithm: 'bilstm',
      battery_ids: [1],
      hyperparams,
    });
    expect(Object.keys(issues)).toEqual([`hyperparams.${name}`]);
    expect(issues[`hyperparams.${name}`]).toMatch(words);
  });

  it('refuses unknown keys of body and query alike, and says where nothing is expected', async () => {
    expect(await issuesOf('list-training-jobs', { pagesize: '5' })).toEqual({
      pagesize: 'unknown; did you mean page_size?',
    });
    expect(await issuesOf('create-sample-batteries', { count: 5 })).toEqual({
      count: 'unknown; no field is expected here',
    });
  });

  it.each([
    [{ page: '0' }, { page: 'must be at least 1' }],
    [{ page_size: '101' }, { page_size: 'must be at most 100' }],
    [{ page: '1.5' }, { page: 'must be a whole number' }],
    [
      { page: ['1', '2'], status: ['queued', 'running'] },
      { page: 'must be a single value', status: 'must be a single value' },
    ],
    [{ status: 'done' }, { status: 'must be one of queued, running, succeeded, failed, stopped' }],
  ])('a list with %j is refused', async (input, issues) => {
    expect(await issuesOf('list-training-jobs', input)).toEqual(issues);
  });

  it('an id that is no number, or not positive, is a wrong field', async () => {
    expect(await issuesOf('get-training-job', { job_id: 'abc' })).toEqual({
      job_id: 'must be a whole number',
    });
    expect(await issuesOf('get-training-job', { job_id: '0' })).toEqual({ job_id: 'must be at least 1' });
  });

  it('a time that is none is refused with an example', async () => {
    const issues = await issuesOf('get-training-logs', { job_id: '1', after: 'yesterday' });
    expect(issues).toEqual({ after: 'must be a time like 2025-01-07T10:00:00Z' });
  });

  it('a name of spaces is none, and those around one are not part of it', async () => {
    const job = { algorithm: 'baseline', battery_ids: [1] };
    expect(await issuesOf('create-training-job', { ...job, model_name: '  ' })).toEqual({
      model_name: 'must contain at least 1 character',
    });
    const schema = operations['create-training-job'].input;
    expect(schema.parse({ ...job, model_name: ' a b ' })).toMatchObject({ model_name: 'a b' });
  });

  it('a validating battery is named once', async () => {
    const hyperparams = { validation_battery_ids: [2, 2] };
    expect(
      await issuesOf('create-training-job', { algorithm: 'baseline', battery_ids: [1, 2], hyperparams }),
    ).toEqual({ 'hyperparams.validation_battery_ids': 'must not contain the same id twice' });
  });

  it('an abyss of brackets is a wrong field, not a fault', async () => {
    const depth = 100_000;
    const algorithm: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(await issuesOf('create-training-job', { algorithm, battery_ids: [1] })).toEqual({
      algorithm: 'must be one of baseline, bilstm, deephpm',
    });
  });

  it('thousands of wrong fields are counted, not all written out', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5000 }, (_, place) => [`field${place}`, 1]));
    const long = { ['x'.repeat(100_000)]: 1 };
    const result = await dispatch('update-battery', { battery_id: 1, ...long, ...unknown }, 'req_test');
    const details = result.ok ? [] : (result.error.details ?? []);
    expect(details).toHaveLength(101);
    expect(details[0]?.field).toBe('x'.repeat(200));
    expect(details.at(-1)).toEqual({ field: 'input', issue: 'has 4901 more wrong fields' });
  });

  it('input that is no object at all is refused', async () => {
    expect(await issuesOf('create-training-job', [])).toEqual({ input: 'must be an object' });
    expect(await issuesOf('get-health', null)).toEqual({ input: 'must be an object' });
  });

  it('an expected failure passes with its code and words', async () => {
    const result = await dispatch('get-training-job', { job_id: '999' }, 'req_test');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'RESOURCE_NOT_FOUND', message: 'Training job with ID 999 not found' },
    });
  });

  it('a code that the row of the operation does not name is answered, and reported as a fault', async () => {
    const faults: unknown[] = [];
    const full = () => {
      throw new AppError('CONFLICT', 'The list is full');
    };
    const door = createDispatch({ ...smallHandlers, 'get-battery': full }, (error) => faults.push(error));
    expect(await door('get-battery', { battery_id: 1 }, 'req_test')).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT', message: 'The list is full' },
    });
    expect(faults.map(String)).toEqual([
      'Error: get-battery failed with CONFLICT, which its row in the table does not name',
    ]);
  });

  it('an unexpected one is reported whole and answered without its words', async () => {
    const result = await dispatch('list-models', {}, 'req_42');
    expect(result).toMatchObject({ ok: false, error: { code: 'INTERNAL_ERROR' } });
    expect(JSON.stringify(result)).not.toMatch(/secret|stack/);
    expect(reported.at(-1)).toMatchObject({
      error: { message: 'a secret detail of the inside' },
      where: { operation: 'list-models', traceId: 'req_42' },
    });
  });
});

describe('what only the store knows is said together with what the schema finds wrong', () => {
  const noSuch = (words: string) => `${words} not exist`;

  it('an epoch count, an unknown key and an unknown battery in one answer', async () => {
    const body = { algorithm: 'baseline', battery_ids: [1, 9], hyperparams: { epochs: 0 }, name: 'x' };
    expect(await issuesOf('create-training-job', body)).toEqual({
      'hyperparams.epochs': 'must be at least 1',
      name: 'unknown; did you mean model_name?',
      battery_ids: noSuch('battery 9 does'),
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['whatever the algorithm', { algorithm: 'magic', battery_ids: [9] }, ['algorithm', 'battery_ids']],
    [
      'with parameters that only one algorithm has',
      { battery_ids: [9], hyperparams: { hidden_size: 8 } },
      ['algorithm', 'battery_ids'],
    ],
    [
      'of those ids that are ids',
      { algorithm: 'baseline', battery_ids: ['two', 9, 'three', 1] },
      ['battery_ids.0', 'battery_ids.2', 'battery_ids'],
    ],
    [
      'and of the split, where its own fields are right',
      { algorithm: 'bilstm', battery_ids: [1], hyperparams: { split_by: 'battery', epochs: -1 } },
      ['hyperparams.epochs', 'hyperparams.split_by'],
    ],
    [
      'but not of a split between batteries that are not all understood',
      { algorithm: 'bilstm', battery_ids: [1, 'two'], hyperparams: { split_by: 'battery' } },
      ['battery_ids.1'],
    ],
    [
      'nor twice of one field',
      { algorithm: 'bilstm', battery_ids: [1, 2], hyperparams: { validation_battery_ids: [] } },
      ['hyperparams.validation_battery_ids'],
    ],
    ['where there is no list of batteries', { algorithm: 'baseline', epochs: 1 }, ['battery_ids', 'epochs']],
  ])('%s', async (_when, body, fields) => {
    expect(Object.keys(await issuesOf('create-training-job', body)).sort()).toEqual([...fields].sort());
  });

  it.each<[unknown]>([
    [null],
    [7],
    ['text'],
    [[]],
    [{ algorithm: { a: 1 }, battery_ids: { 0: 1 }, hyperparams: [] }],
  ])('and nothing breaks on %j', async (body) => {
    expect(Object.keys(await issuesOf('create-training-job', body)).length).toBeGreaterThan(0);
  });
});

describe('a process that was lost', () => {
  it('reaches the caller in its own words, and the log whole', async () => {
    const lost = new AppError('PROCESS_LOST', 'It ended unexpectedly', { cause: new Error('SIGSEGV') });
    const failures: unknown[] = [];
    const handlers = { ...smallHandlers, 'get-version': () => Promise.reject(lost) };
    const door = createDispatch(handlers, (error) => failures.push(error));
    expect(await door('get-version', {}, 'req_lost')).toMatchObject({
      ok: false,
      error: { code: 'PROCESS_LOST', message: 'It ended unexpectedly' },
    });
    expect(failures).toEqual([lost]);
  });
});
