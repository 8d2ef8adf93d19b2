/** All that the interface keeps, made from the one client that it asks. Tests make their own; a page has one. */
import type { Client } from '../client/client.ts';
import { createCurvesStore, type CurvesStore } from './curves-store.ts';
import { createJobFinder, type JobFinder } from './job-finder.ts';
import { createJobListStore, type JobListStore } from './job-list-store.ts';
import { createJobsStore, type JobsStore } from './jobs-store.ts';
import { createListingGate, type ListingGate } from './listing-gate.ts';
import { createSelectionStore, type SelectionStore } from './selection-store.ts';

export interface Stores {
  readonly gate: ListingGate;
  readonly jobs: JobsStore;
  readonly jobList: JobListStore;
  readonly jobFinder: JobFinder;
  readonly curves: CurvesStore;
  /** The ticked rows. */
  readonly selectedJobs: SelectionStore;
  readonly selectedModels: SelectionStore;
}

export function createStores(client: Client): Stores {
  const gate = createListingGate();
  const jobs = createJobsStore(client, gate);
  return {
    gate,
    jobs,
    jobList: createJobListStore(client, gate, jobs),
    jobFinder: createJobFinder(client),
    curves: createCurvesStore(client),
    selectedJobs: createSelectionStore(),
    selectedModels: createSelectionStore(),
  };
}
