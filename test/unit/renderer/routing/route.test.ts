import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, predictFrom, type Route } from '../../../../src/renderer/src/routing/route.ts';

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
    { page: 'predict', modelId: null, batteryId: null },
    { page: 'predict', modelId: 4, batteryId: null },
    { page: 'predict', modelId: 4, batteryId: 3 },
    { page: 'settings' },
  ];
  it.each(routes)('lead back to $page', (route) => {
    expect(parseRoute(hrefOf(route))).toEqual(route);
  });

  it('a prediction starts with the model or the cell that one looks at', () => {
    expect(predictFrom({ page: 'model', modelId: 4 })).toEqual({
      page: 'predict',
      modelId: 4,
      batteryId: null,
    });
    expect(predictFrom({ page: 'battery', batteryId: 3 })).toMatchObject({ modelId: null, batteryId: 3 });
    expect(predictFrom({ page: 'jobs' })).toMatchObject({ modelId: null, batteryId: null });
  });

  it.each(['', '#', '#/nowhere', '#/jobs/0', '#/jobs/x', '#/jobs/1.5'])('%j leads to the jobs', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'jobs' });
  });
});
