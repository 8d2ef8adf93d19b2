import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SequencedEvent } from '../../../../src/shared/contract/events.ts';
import { createEventHub, type EventHub } from '../../../../src/main/events/event-hub.ts';
import { createJobJournal, type JobJournal } from '../../../../src/main/jobs/job-journal.ts';
import { createJobStores, type JobStores } from '../../../../src/main/store/job-stores.ts';
import { createModelStore } from '../../../../src/main/store/model-store.ts';
import { type Database, openDatabase } from '../../../../src/main/store/open-database.ts';
import { currentEpochOf } from '../../../../src/shared/domain/job.ts';
import { afterShutdown } from '../../../../src/shared/domain/job-attempts.ts';
import { isFinished } from '../../../../src/shared/domain/job-status.ts';
import { newJob, newModel, sampleEvaluation } from '../../../support/sample-rows.ts';

let database: Database;
let stores: JobStores;
let hub: EventHub;
let journal: JobJournal;
let heard: SequencedEvent[];

beforeEach(() => {
  database = openDatabase(':memory:');
  stores = createJobStores(database);
  hub = createEventHub({
    events: stores.events,
    reportError: (error) => {
      throw error;
    },
  });
  let timeMs = Date.parse('2026-01-01T00:00:00.000Z');
  journal = createJobJournal({
    stores,
    hub,
    models: createModelStore(database),
    now: () => new Date((timeMs += 1)).toISOString(),
  });
  heard = [];
  hub.subscribe(null, (event) => heard.push(event));
});
afterEach(() => database.close());

const typesHeard = () => heard.map(({ event }) => (event.type === 'log' ? `log ${event.level}` : event.type));
const epochs = (...numbers: number[]) =>
  numbers.map((epoch) => ({ epoch, train_loss: 1 / epoch, val_loss: null, terms: { data_loss: 1 } }));

test('a job begins in the queue with a line in its log', () => {
  const job = journal.create(newJob);
  expect(stores.jobs.findJob(job.id)).toEqual(job);
  expect(typesHeard()).toEqual(['status', 'log INFO']);
  expect(heard[0]?.event).toEqual({
    type: 'status',
    job_id: 1,
    status: 'queued',
    progress: 0,
    current_epoch: 0,
    total_epochs: 10,
    timestamp: '2026-01-01T00:00:00.001Z',
    held: false,
  });
});

test('a report is one transaction: epochs, lines, the job’s row and an event for each', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  heard = [];
  journal.recordReport(id, {
    epochs: epochs(1, 2),
    logs: [{ timestamp: '2026-01-01T01:00:00+01:00', level: 'DEBUG', message: 'hello' }],
  });
  expect(typesHeard()).toEqual(['progress', 'progress', 'log DEBUG']);
  expect(heard[1]?.event).toMatchObject({
    progress: 0.2,
    current_epoch: 2,
    current_loss: 0.5,
    train_loss: 0.5,
    val_loss: null,
    terms: { data_loss: 1 },
  });
  expect(stores.logs.listLogs({ jobId: id }, { limit: 10, offset: 2 })).toEqual([
    { timestamp: '2026-01-01T00:00:00.000Z', level: 'DEBUG', message: 'hello' },
  ]);
  expect(stores.jobs.findJob(id)).toMatchObject({ current_loss: 0.5, state: { currentEpoch: 2 } });
});

test('a report that cannot be recorded whole leaves nothing and announces nothing', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  heard = [];
  const before = stores.events.lastSequence();
  expect(() => journal.recordReport(id, { epochs: epochs(1, 2, 2), logs: [] })).toThrow('cannot change');
  expect(heard).toEqual([]);
  expect(stores.events.lastSequence()).toBe(before);
  expect(stores.epochs.listEpochs(id)).toEqual([]);
});

test('what a trainer prepared is announced with its device; that it must be prepared anew is not', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  journal.recordDevice(id, 'cpu');
  heard = [];
  journal.recordPrepared(id, sampleEvaluation);
  expect(heard.map(({ event }) => event)).toMatchObject([
    { type: 'prepared', job_id: id, status: 'running', device: 'cpu', evaluation: sampleEvaluation },
  ]);
  journal.recordRequeued(id, ['the program ended'], afterShutdown);
  expect(typesHeard()).toEqual(['prepared', 'log WARNING', 'status']);
});

test('numbers that do not exist become null', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  const report = { epoch: 1, train_loss: Number.NaN, val_loss: Infinity, terms: { data_loss: -Infinity } };
  journal.recordReport(id, { epochs: [report], logs: [] });
  expect(stores.epochs.listEpochs(id)).toEqual([
    { epoch: 1, train_loss: null, val_loss: null, terms: { data_loss: null } },
  ]);
});

test('success: the model and the end belong together, progress is 1 although it stopped early', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  journal.recordReport(id, { epochs: epochs(1), logs: [] });
  heard = [];
  journal.recordSucceeded(id, { ...newModel, job_id: id });
  expect(typesHeard()).toEqual(['log INFO', 'status', 'complete']);
  expect(heard.map(({ event }) => event).at(-1)).toMatchObject({
    status: 'succeeded',
    progress: 1,
    current_epoch: 1,
    model_id: 1,
    final_metrics: { train_loss: 0.1, val_loss: 0.2 },
  });
  database.exec('DELETE FROM models');
  expect(stores.jobs.findJob(id)?.state).toMatchObject({ status: 'succeeded', modelId: null });
});

test('failure: the reason is in the job and in its log at level ERROR', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  heard = [];
  journal.recordFailed(id, 'the reason', 'last lines');
  expect(typesHeard()).toEqual(['log ERROR', 'log ERROR', 'status', 'error']);
  expect(stores.logs.listLogs({ jobId: id, level: 'ERROR' }, { limit: 9, offset: 0 }).at(-1)).toMatchObject({
    message: 'the reason',
  });
});

test('back into the queue: all stays, and goes where the next start goes on before it', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  journal.recordReport(id, { epochs: epochs(1, 2, 3), logs: [] });
  journal.recordRequeued(id, ['again'], afterShutdown);
  expect(stores.epochs.listEpochs(id)).toHaveLength(3);
  expect(stores.jobs.findJob(id)).toMatchObject({ state: { status: 'queued', currentEpoch: 3 } });
  journal.recordStarted(id);
  expect(journal.recordResumed(id, 2)).toBe(3);
  expect(stores.epochs.listEpochs(id).map(({ epoch }) => epoch)).toEqual([1, 2]);
  journal.recordReport(id, { epochs: epochs(3, 4), logs: [] });
  expect(stores.epochs.listEpochs(id).map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  journal.recordResumed(id, 0);
  journal.recordReport(id, { epochs: epochs(1), logs: [] });
  expect(stores.epochs.listEpochs(id).map(({ epoch }) => epoch)).toEqual([1]);
  expect(stores.logs.listLogs({ jobId: id, level: 'WARNING' }, { limit: 9, offset: 0 })).toHaveLength(1);
});

test('what a run is judged by is kept before its first epoch, and stays with a job that goes back to the queue', () => {
  const { id } = journal.create(newJob);
  journal.recordStarted(id);
  journal.recordPrepared(id, sampleEvaluation);
  expect(stores.jobs.findJob(id)?.evaluation).toEqual(sampleEvaluation);
  journal.recordRequeued(id, ['again'], afterShutdown);
  expect(stores.jobs.findJob(id)?.evaluation).toEqual(sampleEvaluation);
});

const moves = {
  create: () => journal.create(newJob),
  start: (id: number) => journal.recordStarted(id),
  report: (id: number) => {
    const state = stores.jobs.findJob(id)?.state ?? { status: 'queued' };
    journal.recordReport(id, { epochs: epochs(currentEpochOf(state) + 1), logs: [] });
  },
  succeed: (id: number) => journal.recordSucceeded(id, { ...newModel, file: randomUUID(), job_id: id }),
  fail: (id: number) => journal.recordFailed(id, 'because'),
  stop: (id: number) => journal.recordStopped(id),
  requeue: (id: number) => journal.recordRequeued(id, ['again'], afterShutdown),
  delete: async (id: number) => {
    const job = stores.jobs.findJob(id);
    if (job && isFinished(job.state)) await journal.deleteJob(id, () => Promise.resolve());
  },
};
type Step = { readonly kind: keyof typeof moves; readonly job: number };
const kinds = Object.keys(moves) as Step['kind'][];
const steps = fc.array(fc.record({ kind: fc.constantFrom(...kinds), job: fc.integer({ min: 1, max: 4 }) }), {
  maxLength: 40,
});

test('whatever is done in whatever order: states legal, counts right, sequence rising, all that is recorded is heard', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { id } = journal.create(newJob);
      for (const step of sequence) await attempt({ ...step, job: id - 1 + step.job });
      expectInvariants();
    }),
    { numRuns: 60 },
  );
});

/** What the state of the job does not allow throws; that is one of the things to survive. */
async function attempt({ kind, job: id }: Step): Promise<void> {
  try {
    await moves[kind](id);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError' });
  }
}

function expectInvariants(): void {
  const jobs = stores.jobs.listIds().map((id) => stores.jobs.findJob(id));
  for (const [status, count] of Object.entries(stores.jobs.countJobs())) {
    expect(jobs.filter((job) => job?.state.status === status)).toHaveLength(count);
  }
  for (const job of jobs) {
    const curve = job ? stores.epochs.listEpochs(job.id) : [];
    expect(curve.at(-1)?.epoch ?? 0).toBe(job ? currentEpochOf(job.state) : 0);
    const modelId = job?.state.status === 'succeeded' ? job.state.modelId : null;
    expect(modelId === null).toBe(job?.state.status !== 'succeeded');
  }
  const sequences = heard.map(({ sequence }) => sequence);
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
  const alive = new Set(stores.jobs.listIds());
  expect(stores.events.listEventsAfter(0, null, 1e9)).toEqual(
    heard.filter(({ event }) => alive.has(event.job_id)),
  );
}
