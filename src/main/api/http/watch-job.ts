/** One WebSocket on one job: its state, then each event, then the end. */
import type { WebSocket } from '@fastify/websocket';
import type { SequencedEvent } from '../../../shared/contract/events.ts';
import { idFromPath } from '../../../shared/contract/pagination.ts';
import { isLastMessage } from '../../../shared/domain/job-status.ts';
import type { JobFeed } from '../backend-interface.ts';
import { createJobOutbox } from './job-outbox.ts';

const policyViolation = 1008;

/** State and subscription are taken in one tick; events the state contains already are known by their number. */
export function watchJob(socket: WebSocket, unknownId: unknown, jobFeed: JobFeed): void {
  const id = idFromPath.safeParse(unknownId);
  const state = id.success ? jobFeed.currentState(id.data) : undefined;
  if (!state) {
    socket.close(policyViolation, `Training job with ID ${String(unknownId).slice(0, 40)} not found`);
    return;
  }
  const jobId = state.event.job_id;
  const outbox = createJobOutbox(socket, () => jobFeed.currentState(jobId)?.event);
  outbox.offer(state.event);
  const lastMessage = jobFeed.lastMessage(jobId);
  if (lastMessage) {
    outbox.finish(lastMessage);
    return;
  }
  const unsubscribe = jobFeed.subscribe(jobId, ({ sequence, event }: SequencedEvent) => {
    if (sequence <= state.sequence) return;
    if (!isLastMessage(event)) {
      outbox.offer(event);
      return;
    }
    unsubscribe();
    outbox.finish(event);
  });
  socket.on('close', unsubscribe);
}
