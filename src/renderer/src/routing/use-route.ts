/** The present route, and moving to another. */
import { useSyncExternalStore } from 'react';
import { hrefOf, parseRoute, type Route } from './route.ts';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parseRoute(hash);
}

export function goTo(route: Route): void {
  window.location.hash = hrefOf(route);
}
