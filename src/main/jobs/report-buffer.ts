/**
 * Collects what a trainer reports and records it a portion at a time, each portion one transaction, with everybody else
 * served in between: neither many small messages nor a huge one hold up the program. A disk that takes nothing is waited
 * for.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { isUnwritable } from '../files/unwritable.ts';
import type { TrainerReport } from './job-journal.ts';

/** Epochs and, as many again, log lines recorded in one go; a few milliseconds. */
const portionSize = 100;

export interface ReportBuffer {
  add(report: TrainerReport): void;
  /**
   * Resolves when everything added is recorded or, after a failure, given up; when the signal is aborted, a disk that takes
   * nothing is waited for no longer.
   */
  drained(endSignal: AbortSignal): Promise<void>;
}

export interface ReportBufferParts {
  readonly record: (report: TrainerReport) => void;
  /** Told what `record` threw; nothing is recorded after that. */
  readonly onError: (error: unknown) => void;
  /** Between two attempts to write to a disk that takes nothing. */
  readonly retryMs: number;
}

export function createReportBuffer(parts: ReportBufferParts): ReportBuffer {
  let epochs: TrainerReport['epochs'] = [];
  let logs: TrainerReport['logs'] = [];
  let emptying: Promise<void> | undefined;
  let isBroken = false;
  let endSignal: AbortSignal | undefined;

  const empty = async (): Promise<void> => {
    while (epochs.length + logs.length > 0) {
      await nextTurn();
      const portion = { epochs: epochs.slice(0, portionSize), logs: logs.slice(0, portionSize) };
      if (!(await isRecorded(portion, parts, endSignal))) continue;
      epochs = epochs.slice(portionSize);
      logs = logs.slice(portionSize);
    }
  };
  const giveUp = (error: unknown): void => {
    isBroken = true;
    parts.onError(error);
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
    drained: async (signal) => {
      endSignal = signal;
      await emptying;
    },
  };
}

/** False after a wait for a disk that takes nothing; throws what is no matter of waiting. */
async function isRecorded(
  portion: TrainerReport,
  { record, retryMs }: ReportBufferParts,
  endSignal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    record(portion);
    return true;
  } catch (error) {
    if (!isUnwritable(error) || endSignal?.aborted === true) throw error;
    await delay(retryMs, undefined, endSignal ? { signal: endSignal } : {}).catch(() => undefined);
    return false;
  }
}
