/** One training, of which nothing else is said than its own. */
import { describeJob } from '../../describe-job.ts';
import { describeResult } from '../../describe-result.ts';
import { prepareJob } from '../../prepare-job.ts';
import { firstOf, type RunPlan } from '../run-plan.ts';

export const single: RunPlan = {
  prepare: (spec, measured) => [{ job: prepareJob(spec, measured), seed: spec.hyperparams.seed, name: null }],
  describe: (runs, engineName) => describeJob(firstOf(runs).job, engineName),
  conclude: (runs) => {
    const kept = firstOf(runs);
    const { metrics } = kept;
    return { kept, keptIndex: 0, metrics, lines: describeResult(metrics) };
  },
};
