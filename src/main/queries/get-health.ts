/** GET /health: that the program is up, how busy, and what is not as it should be. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { programVersion } from '../program-version.ts';

export interface HealthParts {
  /** Counts as they are now. */
  readonly countJobs: () => { readonly running: number; readonly queued: number };
  /** Milliseconds since the program started. */
  readonly uptimeMs: () => number;
  readonly health: { problems(): readonly string[]; notices(): readonly string[] };
}

export const getHealth =
  ({ countJobs, uptimeMs, health }: HealthParts): Handlers['get-health'] =>
  () => {
    const { running, queued } = countJobs();
    return {
      status: health.problems().length === 0 ? 'ok' : 'degraded',
      version: programVersion,
      uptime_seconds: Math.round(uptimeMs()) / 1000,
      running_jobs: running,
      queued_jobs: queued,
      problems: [...health.problems()],
      notices: [...health.notices()],
    };
  };
