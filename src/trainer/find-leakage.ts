/** Everything that may flatter a run's figures, each with a sentence on what it is and what it does to them. */
import type { Leakage } from '../shared/contract/evaluation.ts';
import type { PreparedJob } from './prepare-job.ts';

export const findLeakage = (job: PreparedJob): readonly Leakage[] => [...splitByCycle(job)];

function splitByCycle({ split, targets }: PreparedJob): readonly Leakage[] {
  if (split.splitBy === 'battery') return [];
  const message =
    'Split by cycle: the validation cycles come from cells that training has seen, so the error shown is smaller ' +
    `than on a new cell${targets.includes('rul') ? ' (their RUL even tells when these cells end)' : ''}. Choose two ` +
    'or more batteries and split_by "battery" to see that error.';
  return [{ code: 'split_by_cycle', message }];
}
