/**
 * The WebSocket of all jobs. After a break it asks for what came after the last event seen, so that nothing is missing,
 * and drops what it has already passed on, so that nothing is doubled.
 */
import { isChange, type StreamMessage as Announced } from '../../../shared/contract/events.ts';
import type { EventListener, EventSubscription } from './client.ts';

const firstRetryMs = 500;
const longestRetryMs = 5_000;

/** What the server sends: an event with its sequence number, or only the number at which the stream begins. */
type StreamMessage = Announced | { readonly sequence: number; readonly event: null };

const parseMessage = (text: string): StreamMessage => JSON.parse(text) as StreamMessage;

/** Passes each event on once and remembers the last. */
function createReader(afterSequence: number | null, { onEvent, onChanged }: EventListener) {
  let last = afterSequence;
  return {
    last: () => last,
    take: (message: StreamMessage): void => {
      if (message.event === null) {
        // Also where the number that was asked for is none: the program has another history now.
        last = message.sequence;
      } else if (isChange(message)) {
        onChanged(message.event.collection);
      } else if (last === null || message.sequence > last) {
        last = message.sequence;
        onEvent(message);
      }
    },
  };
}

/** `url` is the address of the stream, without a sequence number in it. */
export function openEventStream(
  url: URL,
  afterSequence: number | null,
  listener: EventListener,
): EventSubscription {
  const reader = createReader(afterSequence, listener);
  let retryMs = firstRetryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | null = null;

  const connect = (): void => {
    clearTimeout(timer);
    const last = reader.last();
    if (last !== null) url.searchParams.set('after', String(last));
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => {
      retryMs = firstRetryMs;
      listener.onConnected();
    };
    opened.onmessage = (message: MessageEvent) => reader.take(parseMessage(String(message.data)));
    opened.onclose = () => {
      // One that was replaced or put down is nobody's loss.
      if (socket !== opened) return;
      listener.onDisconnected(retryMs);
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    };
  };

  const unsubscribe = (): void => {
    const open = socket;
    socket = null;
    clearTimeout(timer);
    open?.close();
  };
  connect();
  return {
    unsubscribe,
    reconnectNow: () => (socket?.readyState === WebSocket.CLOSED ? connect() : undefined),
  };
}
