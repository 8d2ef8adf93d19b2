/** Once a start and once a day, in slices that hold nobody up: what nobody needs goes, and the disk gets the room back. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyTrash } from '../files/empty-trash.ts';
import type { EventStore } from '../store/event-store.ts';
import type { JobStore } from '../store/job-store.ts';
import type { Database } from '../store/open-database.ts';
import type { SeenDayStore } from '../store/seen-day-store.ts';
import { shrinkDatabase } from '../store/shrink-database.ts';

export interface TidyParts {
  readonly dataDir: string;
  readonly database: Database;
  readonly events: Pick<EventStore, 'deleteSomeButLast'>;
  readonly jobs: Pick<JobStore, 'listIdsFinishedBefore'>;
  readonly seenDays: Pick<SeenDayStore, 'count'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
  readonly reportError: (error: unknown) => void;
  readonly log: { info(details: object, message: string): void };
}

const dayMs = 24 * 60 * 60 * 1000;
const maxJobs = 1_000_000;
/** Rows deleted in one go; a few milliseconds. */
const eventsAtOnce = 200;

/** Answers how to end it. */
export function startTidying(parts: TidyParts): () => Promise<void> {
  const ending = new AbortController();
  let last: Promise<unknown> = tidy(parts, ending.signal).catch(parts.reportError);
  const timer = setInterval(() => {
    last = last.then(() => tidy(parts, ending.signal)).catch(parts.reportError);
  }, dayMs).unref();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await last;
  };
}

async function tidy(parts: TidyParts, signal: AbortSignal): Promise<void> {
  const { log } = parts;
  const batches = await emptyTrash(parts.dataDir, parts.seenDays.count(), parts.reportError);
  if (batches.length > 0)
    log.info({ batches }, 'removed from the trash what had lain there for 30 days of use');
  await deleteOldEvents(parts, signal);
  if (signal.aborted) return;
  const pages = await shrinkDatabase(parts.database, signal);
  if (pages > 0) log.info({ pages }, 'the database gave room back to the disk');
}

/** Who watched a job that ended a day ago has heard of it; its last event stays, for whoever opens it. */
async function deleteOldEvents({ events, jobs, now }: TidyParts, signal: AbortSignal): Promise<void> {
  const yesterday = new Date(Date.parse(now()) - dayMs).toISOString();
  for (const jobId of jobs.listIdsFinishedBefore(yesterday, maxJobs)) {
    while (!signal.aborted && events.deleteSomeButLast(jobId, eventsAtOnce) > 0) await nextTurn();
    if (signal.aborted) return;
  }
}
