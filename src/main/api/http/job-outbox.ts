/**
 * What waits to be sent to one WebSocket. A client that reads too slowly gets no growing backlog: events are dropped
 * while it lags, and once it has caught up it is sent the newest state; the last message always arrives.
 */
import type { WebSocket } from '@fastify/websocket';
import type { JobEvent } from '../../../shared/contract/events.ts';

export interface JobOutbox {
  offer(event: JobEvent): void;
  /** Sends this as the last message and closes with 1000 once the client has it. */
  finish(lastMessage: JobEvent): void;
}

/** Bytes that may wait in this process for one client. */
const backlogLimitBytes = 256 * 1024;

const asText = { binary: false };

/** Written once, however many clients hear of it; a fast job has thousands of messages in a second. */
const texts = new WeakMap<JobEvent, Buffer>();

function textOf(message: JobEvent): Buffer {
  const written = texts.get(message);
  if (written) return written;
  const text = Buffer.from(JSON.stringify(message));
  texts.set(message, text);
  return text;
}

/** `newestState`: the job as it is now, as a `status` message; asked when a slow client has caught up. */
export function createJobOutbox(socket: WebSocket, newestState: () => JobEvent | undefined): JobOutbox {
  let isLagging = false;
  let waitingLastMessage: JobEvent | undefined;

  const send = (message: JobEvent): void => {
    socket.send(textOf(message), asText, afterSending);
    if (socket.bufferedAmount > backlogLimitBytes) isLagging = true;
  };
  const sendLast = (message: JobEvent): void => {
    socket.send(textOf(message), asText, () => socket.close(1000));
  };
  function afterSending(): void {
    if (!isLagging || socket.readyState !== socket.OPEN || socket.bufferedAmount > 0) return;
    isLagging = false;
    const state = newestState();
    if (state) send(state);
    if (waitingLastMessage) sendLast(waitingLastMessage);
  }
  return {
    offer: (event) => {
      if (!isLagging && socket.readyState === socket.OPEN) send(event);
    },
    finish: (lastMessage) => {
      if (isLagging) waitingLastMessage = lastMessage;
      else sendLast(lastMessage);
    },
  };
}
