/** How far a store has come with what it asked for. */
import { ClientError } from '../client/client-error.ts';

export type Loading =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly error: ClientError };

export const loading: Loading = { phase: 'loading' };
export const ready: Loading = { phase: 'ready' };

/** Any failure as the error a page can show. */
export function asClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ClientError('INTERNAL_ERROR', `The page itself failed: ${message}`, { cause: error });
}

export const failed = (error: unknown): Loading => ({ phase: 'failed', error: asClientError(error) });
