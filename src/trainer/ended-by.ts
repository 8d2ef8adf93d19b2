/** What ended a training. Pure. */
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { TrainerMessage } from '../shared/contract/trainer-messages.ts';
import type { BestEpoch } from './training-run.ts';

type EndedBy = Extract<TrainerMessage, { type: 'succeeded' }>['ended_by'];

/** Of all runs; patience only where it was over for each of them. */
export function endedBy(
  bests: readonly BestEpoch[],
  { epochs, early_stopping_patience: patience }: JobSpec['hyperparams'],
): EndedBy {
  const isImpatient = ({ report, epochsRun }: BestEpoch): boolean =>
    patience !== null && epochsRun - report.epoch >= patience;
  if (bests.every(isImpatient)) return 'patience';
  return bests.some(({ epochsRun }) => epochsRun >= epochs) ? 'epochs' : 'choice';
}
