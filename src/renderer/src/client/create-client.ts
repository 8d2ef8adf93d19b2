/** Which client this page needs: on the desktop the preload has left a bridge, in a browser there is none. */
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { Client } from './client.ts';
import { createHttpClient } from './http-client.ts';
import { createIpcClient } from './ipc-client.ts';

export function createClient(window: Window): Promise<Client> {
  const { backend } = window as { readonly backend?: Bridge };
  return backend ? createIpcClient(backend) : Promise.resolve(createHttpClient(window.location.origin));
}
