import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Program, startProgram } from '../support/program.ts';
import { call, waitForJob } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

/** The keys of a job in the user's own document, in its order; more may follow after them. */
const documentedJobKeys = [
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
];
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function expectDocumentedJob(job: unknown): void {
  expect(Object.keys(job as object).slice(0, documentedJobKeys.length)).toEqual(documentedJobKeys);
  expect(job).toMatchObject({
    id: expect.any(Number),
    progress: expect.any(Number),
    current_epoch: expect.any(Number),
    total_epochs: expect.any(Number),
    created_at: expect.stringMatching(timestamp),
  });
}

describe('every response that the user’s document shows', () => {
  let program: Program;
  let jobs: string;

  beforeAll(async () => {
    program = await startProgram();
    jobs = `${program.api}/training-jobs`;
    expect((await call('POST', `${program.api}/batteries/samples`)).status).toBe(201);
  });
  afterAll(() => program.stop());

  it('list on an empty store: items and the four keys of meta', async () => {
    const { status, body } = await call('GET', jobs);
    expect(status).toBe(200);
    expect(body).toEqual({ items: [], meta: { page: 1, page_size: 20, total: 0, total_pages: 0 } });
  });

  it('start answers 201 with the job queued, exactly as documented', async () => {
    const { status, body } = await call('POST', jobs, {
      algorithm: 'bilstm',
      battery_ids: [1, 2, 3, 4, 5],
      hyperparams: { epochs: 100, batch_size: 32, learning_rate: 0.001 },
      model_name: 'bilstm-v1-experiment',
    });
    expect(status).toBe(201);
    expectDocumentedJob(body);
    expect(body).toMatchObject({
      status: 'queued',
      algorithm: 'bilstm',
      progress: 0,
      current_epoch: 0,
      total_epochs: 100,
      started_at: null,
      finished_at: null,
      model_id: null,
    });
  });

  it('stop answers 200 with the job stopped and finished', async () => {
    const { status, body } = await call('POST', `${jobs}/1/stop`);
    expect(status).toBe(200);
    expectDocumentedJob(body);
    expect(body).toMatchObject({ id: 1, status: 'stopped', finished_at: expect.stringMatching(timestamp) });
    expect((await call('POST', `${jobs}/1/stop`)).status).toBe(200);
  });

  it('details, list, logs and metrics of a job that succeeded', { timeout: withinMs(60_000) }, async () => {
    await call('POST', jobs, { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 5 } });
    const { job } = await waitForJob(program.api, 2);
    expectDocumentedJob(job);
    expect(job).toMatchObject({ status: 'succeeded', progress: 1, current_epoch: 5, model_id: 1 });

    const list = (await call('GET', `${jobs}?page=1&page_size=1&status=succeeded`)).body;
    expect(list).toMatchObject({ meta: { page: 1, page_size: 1, total: 1, total_pages: 1 } });
    const [item] = (list as { items: object[] }).items;
    expect(Object.keys(item ?? {})).toEqual(documentedJobKeys);

    const logs = (await call('GET', `${jobs}/2/logs`)).body as { logs: object[] };
    for (const line of logs.logs) expect(Object.keys(line)).toEqual(['timestamp', 'level', 'message']);
    expect(JSON.stringify(logs.logs)).toMatch(/Epoch 5\/5 - Loss: \d/);

    const metrics = (await call('GET', `${jobs}/2/metrics`)).body as Record<string, unknown[]>;
    expect(Object.keys(metrics).slice(0, 3)).toEqual(['train_loss', 'val_loss', 'epochs']);
    expect(metrics['epochs']).toEqual([1, 2, 3, 4, 5]);
    for (const series of Object.values(metrics)) expect(series).toHaveLength(5);
  });

  it('a wrong body answers 422 in the documented form', async () => {
    const { status, body, headers } = await call('POST', jobs, { algorithm: 'bilstm', battery_ids: [] });
    expect(status).toBe(422);
    expect(body).toEqual({
      error: {
        code: 'VALIDATION_ERROR',
        message: 'Invalid training configuration',
        details: [{ field: 'battery_ids', issue: 'must contain at least 1 item' }],
        trace_id: headers.get('x-trace-id'),
      },
    });
    expect(headers.get('x-trace-id')).toMatch(/^req_\w+$/);
  });

  it('the documented WebSocket message has progress, current_epoch and total_epochs, whatever its type', async () => {
    const { messages } = await waitForJob(program.api, 2);
    expect(messages.map(({ type }) => type)).toEqual(['status', 'complete']);
    for (const message of messages) {
      expect(message).toMatchObject({
        job_id: 2,
        status: 'succeeded',
        progress: 1,
        current_epoch: 5,
        total_epochs: 5,
      });
    }
    expect(messages[1]).toMatchObject({ model_id: 1, final_metrics: { train_loss: expect.any(Number) } });
  });

  it(
    'a job trained live sends a message for each epoch and closes after the last',
    { timeout: withinMs(60_000) },
    async () => {
      await call('POST', jobs, { algorithm: 'deephpm', battery_ids: [1, 2], hyperparams: { epochs: 3 } });
      const { messages } = await waitForJob(program.api, 3);
      const epochs = messages
        .filter(({ type }) => type === 'progress')
        .map((message) => message['current_epoch']);
      expect(epochs).toEqual([1, 2, 3]);
      expect(messages.at(-1)).toMatchObject({ type: 'complete', progress: 1 });
    },
  );
});
