/** The stores of this page. Set once, before it is drawn; components and actions ask here, stores never do. */
import { type StoreApi, useStore } from 'zustand';
import { type JobCurves, unreadCurves } from './curves-store.ts';
import type { JobEntry } from './job-entry.ts';
import { type Answer, noAnswer } from './prediction-store.ts';
import type { Stores } from './stores.ts';

let current: Stores | null = null;

export function setPageStores(made: Stores): void {
  current = made;
}

export function stores(): Stores {
  if (!current) throw new Error('setPageStores was not called before the page was drawn');
  return current;
}

interface UseState<State> {
  (): State;
  <Selected>(select: (state: State) => Selected): Selected;
}

/** A hook for one of the stores: its whole state, or what `select` takes from it. */
function hookOf<State>(storeOf: (stores: Stores) => StoreApi<State>): UseState<State> {
  return <Selected>(select?: (state: State) => Selected) =>
    // Without a selection, the state itself is what is selected.
    useStore(storeOf(stores()), select ?? ((state) => state as unknown as Selected));
}

export const useConnection = hookOf(({ connection }) => connection);
export const useJobs = hookOf(({ jobs }) => jobs.state);
export const useJobList = hookOf(({ jobList }) => jobList.state);
export const useLog = hookOf(({ log }) => log.state);
export const useLogSearch = hookOf(({ logSearch }) => logSearch.state);
export const useBatteries = hookOf(({ batteries }) => batteries.state);
export const useFades = hookOf(({ fades }) => fades.state);
export const useCycleCurves = hookOf(({ cycleCurves }) => cycleCurves.state);
export const useReview = hookOf(({ review }) => review.state);
export const useBroughtFiles = hookOf(({ broughtFiles }) => broughtFiles.state);
export const useModels = hookOf(({ models }) => models.state);
export const useEvaluations = hookOf(({ evaluations }) => evaluations.state);
export const usePrediction = hookOf(({ prediction }) => prediction.state);
export const usePredictions = hookOf(({ predictions }) => predictions.state);
export const useComparison = hookOf(({ comparison }) => comparison.state);
export const useNews = hookOf(({ news }) => news.state);
export const useSettings = hookOf(({ settings }) => settings.state);

export const useJobCurves = (jobId: number): JobCurves =>
  useStore(stores().curves.state, ({ byJob }) => byJob.get(jobId) ?? unreadCurves);

/** Of every job whose curves are open. */
export const useAllCurves = (): ReadonlyMap<number, JobCurves> =>
  useStore(stores().curves.state, ({ byJob }) => byJob);

/** The ticked rows of a list. */
export const useSelected = (list: 'selectedJobs' | 'selectedModels'): ReadonlySet<number> =>
  useStore(stores()[list].state, ({ ids }) => ids);

export const useFoundJobs = (): readonly Pick<JobEntry, 'id' | 'model_name'>[] =>
  useStore(stores().jobFinder.state, ({ jobs }) => jobs);

/** Only what was answered about these two. */
export const useAnswerTo = (modelId: number, batteryId: number | undefined): Answer =>
  usePrediction((state) =>
    state.modelId === modelId && state.batteryId === batteryId ? state.answer : noAnswer,
  );
