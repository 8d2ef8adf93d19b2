/** Where one is: read from and written to the part of the address after `#`, so that a page can be bookmarked. Pure. */
export type Route =
  | { readonly page: 'jobs' }
  | { readonly page: 'job'; readonly jobId: number }
  | { readonly page: 'new-job'; readonly likeJobId: number | null; readonly batteryIds: readonly number[] }
  | { readonly page: 'batteries' }
  | { readonly page: 'battery'; readonly batteryId: number }
  | { readonly page: 'models' }
  | { readonly page: 'model'; readonly modelId: number }
  | { readonly page: 'predict'; readonly modelId: number | null; readonly batteryId: number | null }
  | { readonly page: 'settings' };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [page = '', idText = ''] = path.split('/');
  if (page === 'new-job') return newJobRoute(new URLSearchParams(query));
  if (page === 'predict') return predictRoute(new URLSearchParams(query));
  if (page === 'settings') return { page };
  return isId(Number(idText)) ? routeOfOne(page, Number(idText)) : routeOfList(page);
}

function routeOfOne(page: string, id: number): Route {
  if (page === 'batteries') return { page: 'battery', batteryId: id };
  return page === 'models' ? { page: 'model', modelId: id } : { page: 'job', jobId: id };
}

const routeOfList = (page: string): Route =>
  page === 'batteries' || page === 'models' ? { page } : { page: 'jobs' };

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

/** The address of a page, for links. */
export function hrefOf(route: Route): string {
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
    case 'jobs':
    case 'batteries':
    case 'models':
    case 'settings':
      return `#/${route.page}`;
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
export const emptyPredict: Route = { page: 'predict', modelId: null, batteryId: null };

/** With the model or the cell that one looks at. */
export const predictFrom = (here: Route): Route => ({
  page: 'predict',
  modelId: here.page === 'model' || here.page === 'predict' ? here.modelId : null,
  batteryId: here.page === 'battery' || here.page === 'predict' ? here.batteryId : null,
});

/** A new job with nothing chosen yet. */
export const emptyNewJob: Route = { page: 'new-job', likeJobId: null, batteryIds: [] };
