import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from '../../../../src/renderer/src/routing/route.ts';

describe('addresses of pages', () => {
  const routes: Route[] = [
    { page: 'jobs' },
    { page: 'job', jobId: 43 },
    { page: 'new-job', likeJobId: null, batteryIds: [] },
    { page: 'new-job', likeJobId: 43, batteryIds: [] },
    { page: 'new-job', likeJobId: null, batteryIds: [1, 2] },
    { page: 'batteries' },
    { page: 'battery', batteryId: 3 },
    { page: 'models' },
    { page: 'model', modelId: 4 },
    { page: 'settings' },
  ];
  it.each(routes)('lead back to $page', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/jobs/0', '#/jobs/x', '#/jobs/1.5'])('%j leads to the jobs', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'jobs' });
  });
});
