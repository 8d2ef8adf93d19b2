/** The one client that all stores ask. Set once, before the first page is drawn. */
import type { Client } from '../client/client.ts';

let current: Client | null = null;

export function setBackend(client: Client): void {
  current = client;
}

export function backend(): Client {
  if (!current) throw new Error('setBackend was not called before a store needed the backend');
  return current;
}
