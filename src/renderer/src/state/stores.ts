/** All that the interface keeps, made from the one client that it asks. Tests make their own; a page has one. */
import type { Client } from '../client/client.ts';
import { createCurvesStore, type CurvesStore } from './curves-store.ts';

export interface Stores {
  readonly curves: CurvesStore;
}

export function createStores(client: Client): Stores {
  return { curves: createCurvesStore(client) };
}
