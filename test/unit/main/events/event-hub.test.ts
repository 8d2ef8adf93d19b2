import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JobEvent, SequencedEvent } from '../../../../src/shared/contract/events.ts';
import { createEventHub, type EventHub } from '../../../../src/main/events/event-hub.ts';
import { createJobStores, type JobStores } from '../../../../src/main/store/job-stores.ts';
import { type Database, openDatabase } from '../../../../src/main/store/open-database.ts';
import { newJob } from '../../../support/sample-rows.ts';

let database: Database;
let stores: JobStores;
let hub: EventHub;
let errors: unknown[];

beforeEach(() => {
  database = openDatabase(':memory:');
  stores = createJobStores(database);
  errors = [];
  hub = createEventHub({ events: stores.events, reportError: (error) => errors.push(error) });
  for (let count = 0; count < 2; count += 1) stores.jobs.insertJob({ ...newJob, created_at: 'now' });
});
afterEach(() => database.close());

function happen(jobId: number, count = 1): SequencedEvent[] {
  const event: JobEvent = {
    type: 'status',
    job_id: jobId,
    status: 'queued',
    progress: 0,
    current_epoch: 0,
    total_epochs: 10,
    timestamp: 'now',
  };
  const events = Array.from({ length: count }, () => stores.events.appendEvent(event));
  hub.publish(events);
  return events;
}

/** Listens and keeps the sequence numbers. */
function listenFrom(sequence: number | null, jobId: number | null) {
  const sequences: number[] = [];
  const hear = (event: SequencedEvent) => void sequences.push(event.sequence);
  const end = sequence === null ? hub.subscribe(jobId, hear) : hub.subscribeFrom(sequence, jobId, hear);
  return { sequences, end };
}

test('a listener hears its own job, or all, from its subscription until it unsubscribes', () => {
  happen(1);
  const ofTwo = listenFrom(null, 2);
  const ofAll = listenFrom(null, null);
  happen(1);
  happen(2);
  ofTwo.end();
  happen(2);
  expect(ofTwo.sequences).toEqual([3]);
  expect(ofAll.sequences).toEqual([2, 3, 4]);
});

test('one who was away first hears what was missed, then the rest, each once', () => {
  happen(1, 3);
  happen(2, 2);
  const ofOne = listenFrom(1, 1);
  const ofAll = listenFrom(3, null);
  happen(1, 2);
  expect(ofOne.sequences).toEqual([2, 3, 6, 7]);
  expect(ofAll.sequences).toEqual([4, 5, 6, 7]);
});

test('a long history is caught up in portions while more happens; nothing is missing, nothing doubled', async () => {
  happen(1, 450);
  const { sequences } = listenFrom(0, 1);
  expect(sequences.length).toBeLessThan(450);
  happen(1, 10);
  await expect.poll(() => sequences.length, { interval: 1 }).toBe(460);
  happen(1);
  expect(sequences).toEqual(Array.from({ length: 461 }, (_, index) => index + 1));
});

test('one who subscribes while an event is told does not hear it twice', () => {
  let late: ReturnType<typeof listenFrom> | undefined;
  hub.subscribe(1, () => {
    late ??= listenFrom(0, 1);
  });
  happen(1, 2);
  expect(late?.sequences).toEqual([1, 2]);
});

test('a listener that throws harms nobody and is reported', () => {
  hub.subscribe(1, () => {
    throw new Error('broken screen');
  });
  const { sequences } = listenFrom(null, 1);
  happen(1);
  expect(sequences).toEqual([1]);
  expect(errors).toEqual([new Error('broken screen')]);
});
