/** The stores of this page. Set once, before it is drawn; components and actions ask here, stores never do. */
import { useStore } from 'zustand';
import { type JobCurves, unreadCurves } from './curves-store.ts';
import type { JobEntry } from './job-entry.ts';
import type { JobListState } from './job-list-store.ts';
import type { JobsState } from './jobs-store.ts';
import type { Stores } from './stores.ts';

let current: Stores | null = null;

export function setPageStores(made: Stores): void {
  current = made;
}

export function stores(): Stores {
  if (!current) throw new Error('setPageStores was not called before the page was drawn');
  return current;
}

export const useJobCurves = (jobId: number): JobCurves =>
  useStore(stores().curves.state, ({ byJob }) => byJob.get(jobId) ?? unreadCurves);

export const useJobs = <Selected>(select: (state: JobsState) => Selected): Selected =>
  useStore(stores().jobs.state, select);

export const useJobList = <Selected>(select: (state: JobListState) => Selected): Selected =>
  useStore(stores().jobList.state, select);

/** The ticked rows of a list. */
export const useSelected = (list: 'selectedJobs' | 'selectedModels'): ReadonlySet<number> =>
  useStore(stores()[list].state, ({ ids }) => ids);

export const useFoundJobs = (): readonly Pick<JobEntry, 'id' | 'model_name'>[] =>
  useStore(stores().jobFinder.state, ({ jobs }) => jobs);
