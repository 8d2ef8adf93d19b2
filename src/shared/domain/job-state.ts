/**
 * What a job may be and how it may change. The allowed moves, and none besides:
 *
 *   queued  ── started ──────▶ running
 *   queued  ── stopped ──────▶ stopped      (it never ran)
 *   queued  ── held ─────────▶ queued, held (it waits until it is released)
 *   held    ── released ─────▶ queued
 *   held    ── stopped ──────▶ stopped
 *   running ── epoch-reached ▶ running      (epochs only rise)
 *   running ── resumed ──────▶ running      (its epochs go on after those of its checkpoint, or from the beginning)
 *   running ── succeeded ────▶ succeeded
 *   running ── failed ───────▶ failed
 *   running ── stopped ──────▶ stopped
 *   running ── requeued ─────▶ queued       (the program or its process ended under it; it goes on later)
 *   running ── paused ───────▶ queued, held (somebody paused it; it goes on from its checkpoint once it is released)
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
      /** It waits until somebody releases it, whatever is free; left out where it does not. */
      readonly held?: boolean;
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
  | { readonly kind: 'held' }
  | { readonly kind: 'released' }
  | { readonly kind: 'requeued' }
  | { readonly kind: 'paused' };

/** The changes each status allows. */
export const allowedChanges = {
  queued: ['started', 'stopped', 'held', 'released'],
  running: ['epoch-reached', 'resumed', 'succeeded', 'failed', 'stopped', 'requeued', 'paused'],
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
  { currentEpoch = 0, held = false }: JobState & { readonly status: 'queued' },
  change: JobChange,
): JobState | undefined {
  if (change.kind === 'started' && !held) return { status: 'running', startedAt: change.at, currentEpoch };
  if (change.kind === 'held' && !held) return { status: 'queued', currentEpoch, held: true };
  if (change.kind === 'released' && held) return { status: 'queued', currentEpoch };
  if (change.kind === 'stopped') {
    return { status: 'stopped', startedAt: null, finishedAt: change.at, currentEpoch };
  }
  return undefined;
}

type Running = JobState & { readonly status: 'running' };

const leaveRunning = (running: Running, change: JobChange): JobState | undefined =>
  goOn(running, change) ?? endRunning(running, change);

/** To another state from which it goes on. */
function goOn(running: Running, change: JobChange): JobState | undefined {
  const { startedAt, currentEpoch } = running;
  if (change.kind === 'epoch-reached' && change.epoch > currentEpoch) {
    return { ...running, currentEpoch: change.epoch };
  }
  if (change.kind === 'resumed') {
    return { status: 'running', startedAt, currentEpoch: change.epoch, resumedEpoch: change.epoch };
  }
  if (change.kind === 'requeued') return { status: 'queued', currentEpoch };
  if (change.kind === 'paused') return { status: 'queued', currentEpoch, held: true };
  return undefined;
}

function endRunning({ startedAt, currentEpoch }: Running, change: JobChange): JobState | undefined {
  if (change.kind === 'succeeded') {
    const { at: finishedAt, modelId } = change;
    return { status: 'succeeded', startedAt, finishedAt, currentEpoch, modelId };
  }
  if (change.kind === 'failed') {
    const { at: finishedAt, errorMessage } = change;
    return { status: 'failed', startedAt, finishedAt, currentEpoch, errorMessage };
  }
  if (change.kind === 'stopped') return { status: 'stopped', startedAt, finishedAt: change.at, currentEpoch };
  return undefined;
}

function refuse(state: JobState, change: JobChange): never {
  throw new AppError('CONFLICT', `A job that is ${state.status} cannot change by "${change.kind}"`);
}
