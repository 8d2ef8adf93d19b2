/** A process that answers its parent's requests, one after the other, in the order they came, until it is ended. */
import { childRequestSchema, type ChildReply } from '../shared/contract/child-messages.ts';
import { connectParent } from './parent-port.ts';

/** `answer` gets each request unchecked; what it rejects with ends the process. */
export function serveRequests(answer: (request: unknown) => Promise<object>): void {
  let last: Promise<void> = Promise.resolve();
  const port = connectParent((message) => {
    const { id, request } = childRequestSchema.parse(message);
    last = last.then(async () => port.post({ id, reply: await answer(request) } satisfies ChildReply));
  });
}
