/** GET /health: that the program is up, and how busy. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { programVersion } from '../program-version.ts';

export interface HealthParts {
  /** Counts as they are now. */
  readonly countJobs: () => { readonly running: number; readonly queued: number };
  /** Milliseconds since the program started. */
  readonly uptimeMs: () => number;
}

export const getHealth =
  ({ countJobs, uptimeMs }: HealthParts): Handlers['get-health'] =>
  () => {
    const { running, queued } = countJobs();
    return {
      status: 'ok',
      version: programVersion,
      uptime_seconds: Math.round(uptimeMs()) / 1000,
      running_jobs: running,
      queued_jobs: queued,
    };
  };
