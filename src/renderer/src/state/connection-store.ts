/** Whether the backend is there, and since when it is not. */
import { create } from 'zustand';

type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** The program asks for an access token, and has none or a wrong one. */
  | { readonly state: 'refused' }
  | { readonly state: 'lost'; readonly sinceMs: number };

interface ConnectionState {
  readonly connection: Connection;
  readonly apiUrl: string;
}

export const useConnectionStore = create<ConnectionState>(() => ({
  connection: { state: 'connecting' },
  apiUrl: '',
}));
