/**
 * Collects what a trainer reports and records it a portion at a time, each portion one transaction, with everybody else
 * served in between: neither many small messages nor a huge one hold up the program.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrainerReport } from './job-journal.ts';

/** Epochs and, as many again, log lines recorded in one go; a few milliseconds. */
const portionSize = 100;

export interface ReportBuffer {
  add(report: TrainerReport): void;
  /** Resolves when everything added is recorded or, after a failure, given up. */
  drained(): Promise<void>;
}

export interface ReportBufferParts {
  readonly record: (report: TrainerReport) => void;
  /** Told what `record` threw; nothing is recorded after that. */
  readonly onError: (error: unknown) => void;
}

export function createReportBuffer({ record, onError }: ReportBufferParts): ReportBuffer {
  let epochs: TrainerReport['epochs'] = [];
  let logs: TrainerReport['logs'] = [];
  let emptying: Promise<void> | undefined;
  let isBroken = false;

  const empty = async (): Promise<void> => {
    while (epochs.length + logs.length > 0) {
      await nextTurn();
      record({ epochs: epochs.slice(0, portionSize), logs: logs.slice(0, portionSize) });
      epochs = epochs.slice(portionSize);
      logs = logs.slice(portionSize);
    }
  };
  const giveUp = (error: unknown): void => {
    isBroken = true;
    onError(error);
  };
  return {
    add: (report) => {
      if (isBroken) return;
      epochs = [...epochs, ...report.epochs];
      logs = [...logs, ...report.logs];
      emptying ??= empty()
        .catch(giveUp)
        .finally(() => {
          emptying = undefined;
        });
    },
    drained: async () => emptying,
  };
}
