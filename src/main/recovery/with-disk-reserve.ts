/** Wraps what writes, so that a full disk is noticed where it shows first. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { JobJournal } from '../jobs/job-journal.ts';
import type { DiskReserve } from './disk-reserve.ts';

type Functions = Readonly<Record<string, unknown>>;

/** Every function of the object tells the reserve what it threw, and throws it. */
function noticing<Object extends object>(target: Object, { notice }: DiskReserve): Object {
  const wrapped = Object.entries(target as Functions).map(([name, value]) => [
    name,
    typeof value === 'function' ? noticed(value as (...args: unknown[]) => unknown, notice) : value,
  ]);
  // The same names with the same functions, each with an ear on it.
  return { ...target, ...(Object.fromEntries(wrapped) as Object) };
}

const noticed =
  (work: (...args: unknown[]) => unknown, notice: DiskReserve['notice']) =>
  (...args: unknown[]): unknown => {
    try {
      const result = work(...args);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        notice(error);
        throw error;
      });
    } catch (error) {
      notice(error);
      throw error;
    }
  };

/** What makes room, or takes nearly none: tried once more with the room that the reserve gave back. */
function retryingOnce<Handler extends (input: never) => unknown>(
  handler: Handler,
  { notice, release }: DiskReserve,
): Handler {
  const retrying = async (input: never): Promise<unknown> => {
    try {
      return await handler(input);
    } catch (error) {
      if (!notice(error)) throw error;
      release();
      return handler(input);
    }
  };
  return retrying as Handler;
}

/** Stops, pauses, deletions and settings find room on a disk that is full. */
export const withReserve = (handlers: Handlers, reserve: DiskReserve): Handlers => ({
  ...noticing(handlers, reserve),
  'stop-training-job': retryingOnce(handlers['stop-training-job'], reserve),
  'pause-training-job': retryingOnce(handlers['pause-training-job'], reserve),
  'delete-training-job': retryingOnce(handlers['delete-training-job'], reserve),
  'delete-battery': retryingOnce(handlers['delete-battery'], reserve),
  'delete-model': retryingOnce(handlers['delete-model'], reserve),
  'update-settings': retryingOnce(handlers['update-settings'], reserve),
});

/** What a job came to is recorded with the room of the reserve; what it reports waits for other room. */
export function withRoomForEnds(journal: JobJournal, reserve: DiskReserve): JobJournal {
  const end =
    <Args extends readonly unknown[]>(record: (...args: Args) => void) =>
    (...args: Args): void => {
      try {
        record(...args);
      } catch (error) {
        if (!reserve.notice(error)) throw error;
        reserve.release();
        record(...args);
      }
    };
  return {
    ...noticing(journal, reserve),
    recordSucceeded: end((...args: Parameters<JobJournal['recordSucceeded']>) =>
      journal.recordSucceeded(...args),
    ),
    recordFailed: end((...args: Parameters<JobJournal['recordFailed']>) => journal.recordFailed(...args)),
    recordPaused: end((...args: Parameters<JobJournal['recordPaused']>) => journal.recordPaused(...args)),
    recordStopped: end((...args: Parameters<JobJournal['recordStopped']>) => journal.recordStopped(...args)),
  };
}
