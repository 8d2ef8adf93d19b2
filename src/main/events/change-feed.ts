/**
 * Tells who listens that a collection changed: gathered for a moment, so that an import of many files is one word.
 * Nothing is kept; whoever comes later asks for the whole collection anyway.
 */
import type { ChangeMessage, Collection } from '../../shared/contract/events.ts';

type ChangeListener = (message: ChangeMessage) => void;

export interface ChangeFeed {
  readonly announce: (collection: Collection) => void;
  /** Answers how to end it. */
  readonly subscribe: (listener: ChangeListener) => () => void;
}

const gatherMs = 100;

/** `reportError`: told what a listener threw, which harms nobody else. */
export function createChangeFeed(reportError: (error: unknown) => void): ChangeFeed {
  const listeners = new Set<ChangeListener>();
  let waiting = new Set<Collection>();
  const tell = (message: ChangeMessage): void => {
    for (const listener of listeners) {
      try {
        listener(message);
      } catch (error) {
        reportError(error);
      }
    }
  };
  const flush = (): void => {
    const changed = waiting;
    waiting = new Set();
    for (const collection of changed) tell({ sequence: 0, event: { type: 'changed', collection } });
  };
  return {
    announce: (collection) => {
      if (waiting.size === 0) setTimeout(flush, gatherMs).unref();
      waiting.add(collection);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
