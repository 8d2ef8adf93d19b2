/** Which component draws a page; one that is missing does not compile. */
import type { ReactNode } from 'react';
import type { Route } from '../routing/route.ts';
import { BatteriesPage } from './batteries/batteries-page.tsx';
import { BatteryPage } from './batteries/battery-page.tsx';
import { ComparePage } from './compare/compare-page.tsx';
import { ImportReviewPage } from './import-review/import-review-page.tsx';
import { JobPage } from './job/job-page.tsx';
import { JobsPage } from './jobs/jobs-page.tsx';
import { ModelPage } from './models/model-page.tsx';
import { ModelsPage } from './models/models-page.tsx';
import { NewJobPage } from './new-job/new-job-page.tsx';
import { PredictPage } from './predict/predict-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';

type RouteOf<Page> = Extract<Route, { page: Page }>;

const views = {
  jobs: () => <JobsPage />,
  job: ({ jobId }) => <JobPage key={jobId} jobId={jobId} />,
  'new-job': ({ likeJobId, batteryIds }) => <NewJobPage likeJobId={likeJobId} batteryIds={batteryIds} />,
  'import-review': () => <ImportReviewPage />,
  batteries: () => <BatteriesPage />,
  battery: ({ batteryId }) => <BatteryPage key={batteryId} batteryId={batteryId} />,
  models: () => <ModelsPage />,
  model: ({ modelId }) => <ModelPage key={modelId} modelId={modelId} />,
  predict: ({ modelId, batteryId }) => <PredictPage modelId={modelId} batteryId={batteryId} />,
  compare: ({ choice }) => <ComparePage choice={choice} />,
  settings: () => <SettingsPage />,
} satisfies { readonly [Page in Route['page']]: (route: RouteOf<Page>) => ReactNode };

export function PageOf({ route }: { readonly route: Route }) {
  // The row belongs to the page by its name; TypeScript cannot follow that through the table.
  const draw = views[route.page] as (route: Route) => ReactNode;
  return draw(route);
}
