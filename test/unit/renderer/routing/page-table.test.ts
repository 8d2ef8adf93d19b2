/** A further page is one row (and the component that draws it): made up here, it appears wherever pages are listed. */
import { expect, it, vi } from 'vitest';
import { goMenu } from '../../../../src/main/desktop/application-menu.ts';
import { pageDestinations } from '../../../../src/renderer/src/components/destinations.ts';
import { keysOfPages, routesByKey } from '../../../../src/renderer/src/routing/page-keys.ts';
import { railLinks } from '../../../../src/renderer/src/routing/rail-links.ts';
import { hrefOf, parseRoute, railPageOf } from '../../../../src/renderer/src/routing/route.ts';
import { pageFacts, type PageTable } from '../../../../src/shared/contract/pages.ts';

const table: PageTable = {
  ...pageFacts,
  gauges: {
    label: 'Gauges',
    rail: 'top',
    icon: 'duplicate',
    shortcut: { key: 'g', words: 'Look at gauges' },
  },
};

it('in rail, routes, palette, keys and the desktop’s menu', () => {
  expect(railLinks('top', table).at(-1)).toEqual({ page: 'gauges', icon: 'duplicate', label: 'Gauges' });
  const route = parseRoute('#/gauges', table);
  expect(route).toEqual({ page: 'gauges' });
  expect(parseRoute('#/gauges')).toEqual({ page: 'jobs' });
  expect(hrefOf(route)).toBe('#/gauges');
  expect(railPageOf(route, table)).toBe('gauges');
  expect(pageDestinations(table).at(-1)).toEqual({ kind: 'Page', name: 'Gauges', route });
  expect(keysOfPages(table).at(-1)).toEqual(['G', 'Look at gauges']);
  expect(routesByKey({ page: 'jobs' }, table)['g']).toEqual(route);
  const show = vi.fn<(hash: string) => void>();
  const item = goMenu({ show }, table).find(({ id }) => id === 'go-gauges');
  expect(item).toMatchObject({ label: 'Gauges', accelerator: 'CmdOrCtrl+7' });
  (item?.click as () => void)();
  expect(show).toHaveBeenCalledWith('#/gauges');
});

it('the rail shows where one is, also on a page that belongs to another', () => {
  expect(railPageOf({ page: 'job', jobId: 7 })).toBe('jobs');
  expect(railPageOf({ page: 'new-job', likeJobId: null, batteryIds: [] })).toBe('jobs');
  expect(railPageOf({ page: 'battery', batteryId: 7 })).toBe('batteries');
  expect(railPageOf({ page: 'model', modelId: 7 })).toBe('models');
  expect(railPageOf({ page: 'predict', modelId: 7, batteryId: null })).toBe('predict');
  expect(railLinks('foot').map(({ page }) => page)).toEqual(['settings']);
});

it('keys lead to a new job, and to predictions of what one looks at', () => {
  const routes = routesByKey({ page: 'model', modelId: 7 });
  expect(Object.keys(routes)).toEqual(['n', 'p', 'c']);
  expect(routes['p']).toEqual({ page: 'predict', modelId: 7, batteryId: null });
});
