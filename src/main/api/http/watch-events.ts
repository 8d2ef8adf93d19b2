/**
 * One WebSocket on everything that happens to jobs, for a page that shows them all: messages `{ sequence, event }`. With
 * `?after=N` first what came after N, then live; without it `{ sequence, event: null }`, which is where the stream begins.
 * The same where N lies ahead of everything, as for a page that was open while the data folder was changed for another.
 * In between, under the sequence 0, which collections changed otherwise (`changed`); those are not kept for later.
 * A client that reads too slowly is closed with 1013: it comes back with the last sequence it saw and misses nothing.
 */
import type { WebSocket } from '@fastify/websocket';
import { z } from 'zod';
import type { StreamMessage } from '../../../shared/contract/events.ts';
import { wholeNumberFromQuery } from '../../../shared/contract/pagination.ts';
import type { EventFeed } from '../backend-interface.ts';

const policyViolation = 1008;
const tryAgainLater = 1013;
/** Bytes that may wait in this process for one client. */
const backlogLimitBytes = 1024 * 1024;

const querySchema = z.object({ after: wholeNumberFromQuery.pipe(z.int().min(0)).optional() });

export function watchEvents(socket: WebSocket, query: unknown, eventFeed: EventFeed): void {
  const parsed = querySchema.safeParse(query);
  if (!parsed.success) {
    socket.close(policyViolation, 'after must be the number of an event, 0 or more');
    return;
  }
  const { after: asked } = parsed.data;
  const newest = eventFeed.lastSequence();
  const after = asked === undefined || asked > newest ? newest : asked;
  if (after !== asked) socket.send(JSON.stringify({ sequence: after, event: null }));
  const send = (message: StreamMessage): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > backlogLimitBytes)
      socket.close(tryAgainLater, 'Too slow: come back for the rest');
    else socket.send(JSON.stringify(message));
  };
  const subscriptions = [eventFeed.subscribeFrom(after, send), eventFeed.subscribeToChanges(send)];
  socket.on('close', () => {
    for (const unsubscribe of subscriptions) unsubscribe();
  });
}
