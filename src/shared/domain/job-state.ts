/**
 * What a job may be and how it may change. The allowed moves, and none besides:
 *
 *   queued  ── started ──────▶ running
 *   queued  ── stopped ──────▶ stopped      (it never ran)
 *   running ── epoch-reached ▶ running      (epochs only rise)
 *   running ── resumed ──────▶ running      (its epochs go on after those of its checkpoint, or from the beginning)
 *   running ── succeeded ────▶ succeeded
 *   running ── failed ───────▶ failed
 *   running ── stopped ──────▶ stopped
 *   running ── requeued ─────▶ queued       (the program or its process ended under it; it goes on later)
 *
 * succeeded, failed and stopped are final.
 */
import type { JobStatus } from '../contract/job.ts';
import { AppError } from './app-error.ts';

/** Times are UTC, ISO 8601. `currentEpoch` counts finished epochs. */
export type JobState =
  | {
      readonly status: 'queued';
      /** Of an earlier start; left out by a job that never ran. */
      readonly currentEpoch?: number;
    }
  | {
      readonly status: 'running';
      readonly startedAt: string;
      readonly currentEpoch: number;
      /** Where this start went on; left out where it was at the beginning. */
      readonly resumedEpoch?: number;
    }
  | {
      readonly status: 'succeeded';
      readonly startedAt: string;
      readonly finishedAt: string;
      readonly currentEpoch: number;
      /** null once the model is deleted */
      readonly modelId: number | null;
    }
  | {
      readonly status: 'failed';
      readonly startedAt: string;
      readonly finishedAt: string;
      readonly currentEpoch: number;
      readonly errorMessage: string;
    }
  | {
      readonly status: 'stopped';
      readonly startedAt: string | null;
      readonly finishedAt: string;
      readonly currentEpoch: number;
    };

export type JobChange =
  | { readonly kind: 'started'; readonly at: string }
  | { readonly kind: 'epoch-reached'; readonly epoch: number }
  | { readonly kind: 'resumed'; readonly epoch: number }
  | { readonly kind: 'succeeded'; readonly at: string; readonly modelId: number }
  | { readonly kind: 'failed'; readonly at: string; readonly errorMessage: string }
  | { readonly kind: 'stopped'; readonly at: string }
  | { readonly kind: 'requeued' };

/** The changes each status allows. */
export const allowedChanges = {
  queued: ['started', 'stopped'],
  running: ['epoch-reached', 'resumed', 'succeeded', 'failed', 'stopped', 'requeued'],
  succeeded: [],
  failed: [],
  stopped: [],
} as const satisfies Record<JobStatus, readonly JobChange['kind'][]>;

/** The state after `change`; throws AppError CONFLICT where the table above has no such move. */
export function transitionJob(state: JobState, change: JobChange): JobState {
  if (state.status === 'queued') return leaveQueue(state, change) ?? refuse(state, change);
  if (state.status === 'running') return leaveRunning(state, change) ?? refuse(state, change);
  return refuse(state, change);
}

function leaveQueue(
  { currentEpoch = 0 }: JobState & { readonly status: 'queued' },
  change: JobChange,
): JobState | undefined {
  if (change.kind === 'started') return { status: 'running', startedAt: change.at, currentEpoch };
  if (change.kind === 'stopped') {
    return { status: 'stopped', startedAt: null, finishedAt: change.at, currentEpoch };
  }
  return undefined;
}

function leaveRunning(
  running: JobState & { readonly status: 'running' },
  change: JobChange,
): JobState | undefined {
  const { startedAt, currentEpoch } = running;
  switch (change.kind) {
    case 'started':
      return undefined;
    case 'epoch-reached':
      return change.epoch > currentEpoch ? { ...running, currentEpoch: change.epoch } : undefined;
    case 'resumed':
      return { status: 'running', startedAt, currentEpoch: change.epoch, resumedEpoch: change.epoch };
    case 'succeeded':
      return {
        status: 'succeeded',
        startedAt,
        finishedAt: change.at,
        currentEpoch,
        modelId: change.modelId,
      };
    case 'failed':
      return {
        status: 'failed',
        startedAt,
        finishedAt: change.at,
        currentEpoch,
        errorMessage: change.errorMessage,
      };
    case 'stopped':
      return { status: 'stopped', startedAt, finishedAt: change.at, currentEpoch };
    case 'requeued':
      return { status: 'queued', currentEpoch };
  }
}

function refuse(state: JobState, change: JobChange): never {
  throw new AppError('CONFLICT', `A job that is ${state.status} cannot change by "${change.kind}"`);
}
