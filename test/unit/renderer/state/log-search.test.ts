import { expect, it, vi } from 'vitest';
import type { Client } from '../../../../src/renderer/src/client/client.ts';
import { createStores } from '../../../../src/renderer/src/state/stores.ts';

it('what is typed before the log is there is found once it is', async () => {
  const line = (message: string) => ({ timestamp: '2026-01-01T00:00:00.000Z', level: 'INFO', message });
  const logs = [line('reading cells'), line('the needle'), line('epoch 1')];
  const meta = { page: 1, page_size: 100, total: 3, total_pages: 1 };
  const client = { call: () => Promise.resolve({ logs, meta }) } as unknown as Client;
  const { log, logSearch } = createStores(client);
  log.open(7, null);
  logSearch.search('needle', 0);
  expect(logSearch.state.getState().found).toEqual([]);
  await vi.waitFor(() => expect(logSearch.state.getState().found).toEqual([1]));
  log.close();
});
