/**
 * Epochs that were recorded already, and are done again since the checkpoint lies before them: their rows are replaced,
 * their lines of the log are not written twice.
 */
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';
import type { TrainerReport } from './job-journal.ts';

export interface Repetition {
  /** The epochs go on after this one. `hasSameBits`: the epochs that come again say the same as before. */
  begin(epoch: number, hasSameBits: boolean): void;
  /** What of a report is new. Its first epochs, where nothing was begun, are those of a training from the beginning. */
  withoutKnownLines(
    report: Pick<Extract<TrainerMessage, { type: 'report' }>, 'epochs' | 'logs'>,
  ): TrainerReport;
}

/** `recordResumed` answers the last epoch that is recorded. */
export function createRepetition(recordResumed: (epoch: number) => number): Repetition {
  let hasBegun = false;
  let lastKnown = 0;
  const begin = (epoch: number, hasSameBits: boolean): void => {
    const recorded = recordResumed(epoch);
    hasBegun = true;
    lastKnown = hasSameBits ? recorded : 0;
  };
  return {
    begin,
    withoutKnownLines: ({ epochs, logs }) => {
      if (!hasBegun && epochs.length > 0) begin(0, false);
      const isNew = ({ epoch = Infinity }: (typeof logs)[number]): boolean => epoch > lastKnown;
      return { epochs, logs: logs.filter(isNew) };
    },
  };
}
