/** The stores of training jobs over one database, with the transaction that binds their changes. */
import type { Database } from 'better-sqlite3';
import { type AttemptStore, createAttemptStore } from './attempt-store.ts';
import { createEpochStore, type EpochStore } from './epoch-store.ts';
import { createEventStore, type EventStore } from './event-store.ts';
import { createJobStore, type JobStore } from './job-store.ts';
import { createLogStore, type LogStore } from './log-store.ts';

export interface JobStores {
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly epochs: EpochStore;
  readonly events: EventStore;
  readonly attempts: AttemptStore;
  /** All that `work` writes, or, when it throws, nothing of it. `work` must not wait for anything. */
  inTransaction<Result>(work: () => Result): Result;
}

export function createJobStores(database: Database): JobStores {
  return {
    jobs: createJobStore(database),
    logs: createLogStore(database),
    epochs: createEpochStore(database),
    events: createEventStore(database),
    attempts: createAttemptStore(database),
    inTransaction: (work) => database.transaction(work).immediate(),
  };
}
