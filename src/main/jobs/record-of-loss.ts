/** A trainer that was killed or lost: its job is tried again, or fails when it was tried often enough. */
import { afterLoss } from '../../shared/domain/job-attempts.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { JobJournal } from './job-journal.ts';
import type { JobEnd } from './judge-end.ts';
import type { RunLimits } from './run-limits.ts';

type Loss = Extract<JobEnd, { kind: 'lost' }> & { readonly othersRunning: number };

interface LossParts {
  readonly stores: Pick<JobStores, 'attempts'>;
  readonly journal: Pick<JobJournal, 'recordFailed' | 'recordRequeued'>;
  readonly limits: Pick<RunLimits, 'attemptPausesMs'>;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

/** Answers how to record it; that may be tried more than once. */
export function recordOfLoss(jobId: number, loss: Loss, parts: LossParts): () => void {
  const { stores, journal, limits } = parts;
  const pausesMs = limits.attemptPausesMs;
  return () => {
    const known = stores.attempts.findAttempts(jobId);
    const next = afterLoss(known, { ...loss, now: parts.now(), pausesMs });
    if (!next) {
      const tried = known.attempts > 1 ? ` It was tried ${known.attempts} times.` : '';
      journal.recordFailed(jobId, `${loss.errorMessage}${tried}`, loss.errorOutput);
      return;
    }
    const pauseMs = pausesMs[known.attempts - 1] ?? 0;
    const lines = loss.errorOutput === '' ? [] : [loss.errorOutput];
    const again = againWords(
      pauseMs,
      next.maxBeside,
      `attempt ${known.attempts + 1} of ${pausesMs.length + 1}`,
    );
    journal.recordRequeued(jobId, [...lines, `${loss.errorMessage} ${again}`], () => next);
  };
}

function againWords(pauseMs: number, maxBeside: number | null, which: string): string {
  const beside =
    maxBeside === null
      ? ''
      : maxBeside === 0
        ? ', beside no other job'
        : `, beside at most ${maxBeside} others`;
  return `It starts again in ${pauseMs / 1000} s${beside} (${which}).`;
}
