/**
 * Announces what happened to jobs, after it is recorded and never before. Events announce, they steer nothing: a
 * listener that throws is reported and harms neither the publisher nor the other listeners.
 */
import type { SequencedEvent } from '../../shared/contract/events.ts';
import type { EventStore } from '../store/event-store.ts';

type EventListener = (event: SequencedEvent) => void;
type Unsubscribe = () => void;

export interface EventHub {
  /** Events already recorded, in order. */
  publish(events: readonly SequencedEvent[]): void;
  /** What happens from now on, to one job or, with null, to all. */
  subscribe(jobId: number | null, listener: EventListener): Unsubscribe;
  /** First what was recorded after the sequence number, then live; each event once, in order. */
  subscribeFrom(sequence: number, jobId: number | null, listener: EventListener): Unsubscribe;
}

export interface EventHubParts {
  readonly events: Pick<EventStore, 'listEventsAfter' | 'lastSequence'>;
  /** Told what a listener threw. */
  readonly reportError: (error: unknown) => void;
}

interface Subscription {
  readonly jobId: number | null;
  readonly listener: EventListener;
  /** The newest event it was given; nothing up to here is given again. */
  lastSequence: number;
  /** While it catches up from the store, live events wait there for it. */
  isLive: boolean;
}

/** Events read at a time while catching up, so that a long history does not hold up everybody else. */
const catchUpCount = 200;

export function createEventHub(parts: EventHubParts): EventHub {
  const subscriptions = new Set<Subscription>();

  const give = (subscription: Subscription, event: SequencedEvent): void => {
    if (event.sequence <= subscription.lastSequence || !subscriptions.has(subscription)) return;
    subscription.lastSequence = event.sequence;
    try {
      subscription.listener(event);
    } catch (error) {
      parts.reportError(error);
    }
  };
  const catchUp = (subscription: Subscription): void => {
    if (!subscriptions.has(subscription)) return;
    const { lastSequence, jobId } = subscription;
    const missed = parts.events.listEventsAfter(lastSequence, jobId, catchUpCount);
    for (const event of missed) give(subscription, event);
    if (missed.length === catchUpCount) setImmediate(catchUp, subscription);
    else subscription.isLive = true;
  };
  const add = (subscription: Subscription): Unsubscribe => {
    subscriptions.add(subscription);
    return () => void subscriptions.delete(subscription);
  };
  const publish = (event: SequencedEvent): void => {
    for (const subscription of subscriptions) {
      if (subscription.isLive && wants(subscription, event)) give(subscription, event);
    }
  };
  return {
    publish: (events) => events.forEach(publish),
    subscribe: (jobId, listener) =>
      add({ jobId, listener, lastSequence: parts.events.lastSequence(), isLive: true }),
    subscribeFrom: (sequence, jobId, listener) => {
      const subscription = { jobId, listener, lastSequence: sequence, isLive: false };
      const unsubscribe = add(subscription);
      catchUp(subscription);
      return unsubscribe;
    },
  };
}

const wants = ({ jobId }: Subscription, { event }: SequencedEvent): boolean =>
  jobId === null || jobId === event.job_id;
