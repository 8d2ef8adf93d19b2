/** What the interface keeps of the program's data. What happens there enters by the event intake. */
import type { BatteriesStore } from './batteries-store.ts';
import type { BroughtFiles } from './brought-files.ts';
import type { ComparisonStore } from './comparison-store.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { CurvesStore } from './curves-store.ts';
import type { CycleCurvesStore } from './cycle-curves-store.ts';
import type { EvaluationsStore } from './evaluations-store.ts';
import type { FadeStore } from './fade-store.ts';
import type { JobFinder } from './job-finder.ts';
import type { JobListStore } from './job-list-store.ts';
import type { JobsStore } from './jobs-store.ts';
import type { ListingGate } from './listing-gate.ts';
import type { LogSearch } from './log-search.ts';
import type { LogStore } from './log-store.ts';
import type { ModelsStore } from './models-store.ts';
import type { NewsStore } from './news-store.ts';
import type { PredictionStore } from './prediction-store.ts';
import type { PredictionsStore } from './predictions-store.ts';
import type { ReviewStore } from './review-store.ts';
import type { SelectionStore } from './selection-store.ts';
import type { SettingsStore } from './settings-store.ts';

export interface StoresOfData {
  readonly gate: ListingGate;
  readonly connection: ConnectionStore;
  readonly jobs: JobsStore;
  readonly jobList: JobListStore;
  readonly jobFinder: JobFinder;
  readonly curves: CurvesStore;
  readonly log: LogStore;
  readonly logSearch: LogSearch;
  readonly batteries: BatteriesStore;
  readonly fades: FadeStore;
  readonly cycleCurves: CycleCurvesStore;
  readonly review: ReviewStore;
  readonly broughtFiles: BroughtFiles;
  readonly models: ModelsStore;
  readonly evaluations: EvaluationsStore;
  readonly prediction: PredictionStore;
  readonly predictions: PredictionsStore;
  readonly comparison: ComparisonStore;
  readonly news: NewsStore;
  readonly settings: SettingsStore;
  /** The ticked rows. */
  readonly selectedJobs: SelectionStore;
  readonly selectedModels: SelectionStore;
}
