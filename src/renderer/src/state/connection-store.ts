/** Whether the backend is there, and since when it is not. */
import { createStore, type StoreApi } from 'zustand';

type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** The program asks for an access token, and has none or a wrong one. */
  | { readonly state: 'refused' }
  | { readonly state: 'lost'; readonly sinceMs: number };

export interface ConnectionState {
  readonly connection: Connection;
  readonly apiUrl: string;
}

export type ConnectionStore = StoreApi<ConnectionState>;

export const createConnectionStore = (apiUrl: string): ConnectionStore =>
  createStore<ConnectionState>(() => ({ connection: { state: 'connecting' }, apiUrl }));
