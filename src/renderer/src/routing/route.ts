/** Where one is: read from and written to the part of the address after `#`, so that a page can be bookmarked. Pure. */
import { type PageName, pageFacts, type PageTable } from '../../../shared/contract/pages.ts';
import {
  type CompareChoice,
  emptyComparison,
  parseCompareChoice,
  queryOfComparison,
} from './compare-choice.ts';

export type Route =
  | { readonly page: PlainPage }
  | { readonly page: 'job'; readonly jobId: number }
  | { readonly page: 'new-job'; readonly likeJobId: number | null; readonly batteryIds: readonly number[] }
  | { readonly page: 'battery'; readonly batteryId: number }
  | { readonly page: 'model'; readonly modelId: number }
  | { readonly page: 'predict'; readonly modelId: number | null; readonly batteryId: number | null }
  | { readonly page: 'compare'; readonly choice: CompareChoice };

/** Those whose address is their name and nothing more. */
type PlainPage = Exclude<PageName, 'new-job' | 'predict' | 'compare'>;

export function parseRoute(hash: string, table: PageTable = pageFacts): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', idText = ''] = path.split('/');
  const ofQuery = routesOfQuery[page];
  if (ofQuery) return ofQuery(new URLSearchParams(query));
  return routeOfOne(page, Number(idText)) ?? { page: isPlainPage(page, table) ? page : 'jobs' };
}

/** Those whose address goes on after a question mark. */
const routesOfQuery: Readonly<Record<string, ((query: URLSearchParams) => Route) | undefined>> = {
  'new-job': newJobRoute,
  predict: predictRoute,
  compare: (query) => ({ page: 'compare', choice: parseCompareChoice(query) }),
};

/** By its list, as in `#/jobs/7`. */
function routeOfOne(list: string, id: number): Route | undefined {
  if (!isId(id)) return undefined;
  if (list === 'batteries') return { page: 'battery', batteryId: id };
  if (list === 'models') return { page: 'model', modelId: id };
  return list === 'jobs' ? { page: 'job', jobId: id } : undefined;
}

const isPlainPage = (page: string, table: PageTable): page is PlainPage => Object.hasOwn(table, page);

function newJobRoute(query: URLSearchParams): Route {
  const likeJobId = Number(query.get('like'));
  const batteryIds = (query.get('cells') ?? '').split(',').map(Number).filter(isId);
  return { page: 'new-job', likeJobId: isId(likeJobId) ? likeJobId : null, batteryIds };
}

function predictRoute(query: URLSearchParams): Route {
  const [modelId = 0, batteryId = 0] = [query.get('model'), query.get('cell')].map(Number);
  return {
    page: 'predict',
    modelId: isId(modelId) ? modelId : null,
    batteryId: isId(batteryId) ? batteryId : null,
  };
}

const isId = (value: number): boolean => Number.isInteger(value) && value > 0;

const isPlain = (route: Route): route is Extract<Route, { page: PlainPage }> =>
  Object.keys(route).length === 1;

/** The address of a page, for links. */
export function hrefOf(route: Route): string {
  if (isPlain(route)) return `#/${route.page}`;
  switch (route.page) {
    case 'job':
      return `#/jobs/${route.jobId}`;
    case 'battery':
      return `#/batteries/${route.batteryId}`;
    case 'model':
      return `#/models/${route.modelId}`;
    case 'new-job':
      return `#/new-job${queryOfNewJob(route.likeJobId, route.batteryIds)}`;
    case 'predict':
      return `#/predict${queryOfPredict(route.modelId, route.batteryId)}`;
    case 'compare':
      return `#/compare${queryOfComparison(route.choice)}`;
  }
}

function queryOfNewJob(likeJobId: number | null, batteryIds: readonly number[]): string {
  if (likeJobId !== null) return `?like=${likeJobId}`;
  return batteryIds.length > 0 ? `?cells=${batteryIds.join(',')}` : '';
}

function queryOfPredict(modelId: number | null, batteryId: number | null): string {
  const chosen = [
    ...(modelId === null ? [] : [`model=${modelId}`]),
    ...(batteryId === null ? [] : [`cell=${batteryId}`]),
  ];
  return chosen.length > 0 ? `?${chosen.join('&')}` : '';
}

/** A prediction with nothing chosen yet. */
const emptyPredict: Route = { page: 'predict', modelId: null, batteryId: null };

/** With the model or the cell that one looks at. */
export const predictFrom = (here: Route): Route => ({
  page: 'predict',
  modelId: here.page === 'model' || here.page === 'predict' ? here.modelId : null,
  batteryId: here.page === 'battery' || here.page === 'predict' ? here.batteryId : null,
});

/** These runs, all else as at first. */
export const comparisonOf = (runs: Partial<Pick<CompareChoice, 'jobIds' | 'modelIds'>>): Route => ({
  page: 'compare',
  choice: { ...emptyComparison, ...runs },
});

/** A new job with nothing chosen yet. */
export const emptyNewJob: Route = { page: 'new-job', likeJobId: null, batteryIds: [] };

/** A page as one comes to it from a list of pages; from `here`, with what one looks at. */
export function entryTo(page: PageName, here?: Route): Route {
  if (page === 'new-job') return emptyNewJob;
  if (page === 'predict') return here ? predictFrom(here) : emptyPredict;
  if (page === 'compare') return comparisonOf({});
  return { page };
}

const listOfOne = { job: 'jobs', battery: 'batteries', model: 'models' } as const;

/** The page on the rail that a route belongs to. */
export function railPageOf({ page }: Route, table: PageTable = pageFacts): string {
  const listed = page === 'job' || page === 'battery' || page === 'model' ? listOfOne[page] : page;
  return table[listed]?.under ?? listed;
}
