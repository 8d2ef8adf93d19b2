/** Which engine trains this job. */
import type { EngineHost } from '../learning/engines/engine-source.ts';
import { createEngineFinder, type EngineChoice } from '../learning/engines/find-engine.ts';
import { engineSources } from '../learning/engines/sources.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import { widestPlan } from './prepare-job.ts';

/** Rejects with AppError where no engine of the wanted device can train it. */
export function chooseEngine(
  host: EngineHost,
  spec: JobSpec,
  sources = engineSources,
): Promise<EngineChoice> {
  const { hyperparams, thread_limit: threadLimit } = spec;
  return createEngineFinder(host, sources)(widestPlan(spec), {
    device: hyperparams.device,
    reproducible: hyperparams.reproducible,
    threads: Math.min(threadLimit, hyperparams.threads ?? threadLimit),
  });
}
