/** How many threads a job can use. Pure. */
import { methodFacts } from './method-facts.ts';
import { runPlanFacts } from './run-plan-facts.ts';

interface ThreadedJob {
  readonly algorithm: string;
  readonly hyperparams: Readonly<Record<string, unknown>>;
  readonly battery_ids: readonly number[];
}

/** Its runs do not wait for each other, each network may have further ones; the job's own limit stands above both. */
export function usefulThreads({ algorithm, hyperparams, battery_ids: cells }: ThreadedJob): number {
  const { folds = null, device, threads } = hyperparams;
  if (device === 'gpu') return 1;
  const runs = runPlanFacts(folds).runCount(folds, cells.length);
  const most = typeof threads === 'number' ? threads : Infinity;
  return Math.min(most, runs * (methodFacts(algorithm).threadsPerNetwork ?? 1));
}
