/** Live news of jobs, as the WebSockets want it: the state now, the last word of a job that is over, what comes next. */
import type { JobEvent, SequencedEvent } from '../../shared/contract/events.ts';
import { isFinished } from '../../shared/domain/job-status.ts';
import type { EventHub } from '../events/event-hub.ts';
import type { JobStores } from '../store/job-stores.ts';
import { statusEvent } from './job-events.ts';

export interface JobFeedParts {
  readonly stores: JobStores;
  readonly hub: Pick<EventHub, 'subscribe'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export function createJobFeed({ stores, hub, now }: JobFeedParts) {
  return {
    /** The job's state as a `status` message, and the newest sequence number that it contains. */
    currentState: (jobId: number): SequencedEvent | undefined => {
      const job = stores.jobs.findJob(jobId);
      return job && { sequence: stores.events.lastSequence(), event: statusEvent(job, now()) };
    },
    /** The message that ended the job; undefined while it is not over. */
    lastMessage: (jobId: number): JobEvent | undefined => {
      const job = stores.jobs.findJob(jobId);
      return job && isFinished(job.state) ? stores.events.findLastEvent(jobId)?.event : undefined;
    },
    subscribe: (jobId: number, listener: (event: SequencedEvent) => void) => hub.subscribe(jobId, listener),
  };
}
