/** All that the interface keeps, made from the one client that it asks. Tests make their own; a page has one. */
import type { Client } from '../client/client.ts';
import { createBatteriesStore } from './batteries-store.ts';
import { createBroughtFiles } from './brought-files.ts';
import { createComparisonStore } from './comparison-store.ts';
import { createConnectionStore } from './connection-store.ts';
import { createCurvesStore } from './curves-store.ts';
import { createCycleCurvesStore } from './cycle-curves-store.ts';
import { createEvaluationsStore } from './evaluations-store.ts';
import { createEventIntake, type EventIntake } from './event-intake.ts';
import { createFadeStore } from './fade-store.ts';
import { createJobFinder } from './job-finder.ts';
import { createJobListStore } from './job-list-store.ts';
import { createJobsStore } from './jobs-store.ts';
import { createListingGate } from './listing-gate.ts';
import { createLogSearch } from './log-search.ts';
import { createLogStore } from './log-store.ts';
import { createModelsStore } from './models-store.ts';
import { createNewsStore } from './news-store.ts';
import { createPredictionStore } from './prediction-store.ts';
import { createPredictionsStore } from './predictions-store.ts';
import { createReviewStore } from './review-store.ts';
import { createSelectionStore } from './selection-store.ts';
import { createSettingsStore } from './settings-store.ts';
import type { StoresOfData } from './stores-of-data.ts';

export interface Stores extends StoresOfData {
  readonly client: Client;
  readonly intake: EventIntake;
}

export function createStores(client: Client): Stores {
  const batteries = createBatteriesStore(client);
  const stores: StoresOfData = {
    ...storesOfJobs(client),
    ...storesOfModels(client),
    connection: createConnectionStore(client.apiUrl),
    batteries,
    fades: createFadeStore(client),
    cycleCurves: createCycleCurvesStore(client),
    review: createReviewStore(client, batteries),
    broughtFiles: createBroughtFiles(client, batteries),
    settings: createSettingsStore(client),
  };
  return { ...stores, client, intake: createEventIntake(client, stores) };
}

function storesOfJobs(client: Client) {
  const gate = createListingGate();
  const jobs = createJobsStore(client, gate);
  const log = createLogStore(client);
  return {
    gate,
    jobs,
    jobList: createJobListStore(client, gate, jobs),
    jobFinder: createJobFinder(client),
    curves: createCurvesStore(client),
    log,
    logSearch: createLogSearch(log),
    news: createNewsStore(),
    selectedJobs: createSelectionStore(),
  };
}

function storesOfModels(client: Client) {
  const predictions = createPredictionsStore(client);
  return {
    models: createModelsStore(client),
    evaluations: createEvaluationsStore(client),
    prediction: createPredictionStore(client, predictions),
    predictions,
    comparison: createComparisonStore(client),
    selectedModels: createSelectionStore(),
  };
}
