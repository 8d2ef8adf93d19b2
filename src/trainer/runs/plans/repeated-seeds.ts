/**
 * One split, drawn with the first seed, for all k runs; the seeds seed … seed + k − 1 change initial weights and shuffling
 * alone. A run is, to the bit, the single training with the same seed and validation_battery_ids.
 */
import { describeJob } from '../../describe-job.ts';
import { describeResult } from '../../describe-result.ts';
import { information } from '../../log-text.ts';
import { prepareJob } from '../../prepare-job.ts';
import { describeFolds } from '../describe-folds.ts';
import { keepOne, keptInWords } from '../keep-one.ts';
import { firstOf, meaningOfEpochs, type RunPlan } from '../run-plan.ts';
import { summariseFolds } from '../summarise-folds.ts';

export const repeatedSeeds: RunPlan = {
  prepare: (spec, measured) => {
    const { folds, seed } = spec.hyperparams;
    const job = prepareJob(spec, measured);
    return Array.from({ length: Number(folds) }, (_, index) => ({
      job,
      seed: seed + index,
      name: `run ${index + 1} (seed ${seed + index})`,
    }));
  },
  describe: (runs, engineName) => {
    const { job, seed } = firstOf(runs);
    const title =
      `${runs.length} runs on the same split, drawn with seed ${seed}; ` +
      `their weights and shuffling have the seeds ${seed} to ${seed + runs.length - 1}`;
    return [information(`${title}. ${meaningOfEpochs}`), ...describeJob(job, engineName)];
  },
  conclude: (runs) => {
    const folds = summariseFolds('repeated_seeds', runs);
    const conclusion = keepOne(folds, runs);
    const lines = [
      ...describeFolds(folds),
      keptInWords(conclusion.kept),
      ...describeResult(conclusion.metrics),
    ];
    return { ...conclusion, lines };
  },
};
