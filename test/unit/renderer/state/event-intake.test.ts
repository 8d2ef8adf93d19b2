import { expect, it, vi } from 'vitest';
import type { Client, EventListener } from '../../../../src/renderer/src/client/client.ts';
import { createStores } from '../../../../src/renderer/src/state/stores.ts';
import type { Collection } from '../../../../src/shared/contract/events.ts';

it.each<[Collection, string]>([
  ['batteries', 'list-batteries'],
  ['models', 'list-models'],
  ['jobs', 'list-training-jobs'],
  ['settings', 'get-settings'],
])('where somebody else changed %s, they are asked for again: %s', async (collection, operation) => {
  const asked: string[] = [];
  const meta = { page: 1, page_size: 100, total: 0, total_pages: 0 };
  let listener: EventListener | undefined;
  const client = {
    call: (name: string) => {
      asked.push(name);
      return Promise.resolve({ items: [], meta });
    },
    subscribe: (_after: number | null, given: EventListener) => {
      listener = given;
      return { unsubscribe: () => undefined, reconnectNow: () => undefined };
    },
  } as unknown as Client;
  createStores(client).intake.start();
  listener?.onChanged(collection);
  await vi.waitFor(() => expect(asked).toContain(operation));
  const others = ['list-batteries', 'list-models', 'list-training-jobs'].filter((name) => name !== operation);
  expect(asked.filter((name) => others.includes(name))).toEqual([]);
});
