/**
 * Collects what a trainer says and records it in its order, reports a portion at a time, each portion one transaction,
 * with everybody else served in between: neither many small messages nor a huge one hold up the program. A disk that
 * takes nothing is waited for.
 */
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { isUnwritable } from '../../shared/domain/storage-fault.ts';
import type { TrainerMessage } from '../../shared/contract/trainer-messages.ts';

/** Epochs and, as many again, log lines recorded in one go; a few milliseconds. */
const portionSize = 100;

type Report = Pick<Extract<TrainerMessage, { type: 'report' }>, 'epochs' | 'logs'>;

export interface ReportBuffer {
  add(report: Report): void;
  /** Something else to be recorded, at once where nothing waits, else when all that was added before is recorded. */
  addFact(record: () => void): void;
  /**
   * Resolves when everything added is recorded or, after a failure, given up; when the signal is aborted, a disk that takes
   * nothing is waited for no longer.
   */
  drained(endSignal: AbortSignal): Promise<void>;
}

export interface ReportBufferParts {
  readonly record: (report: Report) => void;
  /** Told what could not be recorded; nothing is recorded after that. */
  readonly onError: (error: unknown) => void;
  /** Between two attempts to write to a disk that takes nothing. */
  readonly retryMs: number;
}

type Waiting = Report | (() => void);

export function createReportBuffer(parts: ReportBufferParts): ReportBuffer {
  const waiting: Waiting[] = [];
  let emptying: Promise<void> | undefined;
  let isBroken = false;
  let endSignal: AbortSignal | undefined;

  const empty = async (): Promise<void> => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { record, whenDone } = await workOn(next, waiting, parts);
      if (await isRecorded(record, parts, endSignal)) whenDone();
    }
  };
  const giveUp = (error: unknown): void => {
    isBroken = true;
    waiting.length = 0;
    parts.onError(error);
  };
  const add = (item: Waiting): void => {
    if (isBroken) return;
    waiting.push(item);
    emptying ??= empty()
      .catch(giveUp)
      .finally(() => {
        emptying = undefined;
      });
  };
  return {
    add: (report) => {
      const last = waiting[waiting.length - 1];
      if (last === undefined || typeof last === 'function') add(report);
      else waiting[waiting.length - 1] = joined(last, report);
    },
    addFact: add,
    drained: async (signal) => {
      endSignal = signal;
      await emptying;
    },
  };
}

interface Work {
  readonly record: () => void;
  readonly whenDone: () => void;
}

/** Of a report one portion, after everybody else had a turn. */
async function workOn(next: Waiting, waiting: Waiting[], { record }: ReportBufferParts): Promise<Work> {
  if (typeof next === 'function') return { record: next, whenDone: () => void waiting.shift() };
  await nextTurn();
  const portion = portionOf(next);
  return { record: () => record(portion), whenDone: () => takeFrom(waiting, portion) };
}

const joined = (one: Report, other: Report): Report => ({
  epochs: [...one.epochs, ...other.epochs],
  logs: [...one.logs, ...other.logs],
});

const portionOf = ({ epochs, logs }: Report): Report => ({
  epochs: epochs.slice(0, portionSize),
  logs: logs.slice(0, portionSize),
});

/** What was recorded, and no more: the first that waits, which is that report, may have grown meanwhile. */
function takeFrom(waiting: Waiting[], recorded: Report): void {
  const [first] = waiting;
  if (first === undefined || typeof first === 'function') return;
  const rest = {
    epochs: first.epochs.slice(recorded.epochs.length),
    logs: first.logs.slice(recorded.logs.length),
  };
  if (rest.epochs.length + rest.logs.length > 0) waiting[0] = rest;
  else waiting.shift();
}

/** False after a wait for a disk that takes nothing; throws what is no matter of waiting. */
async function isRecorded(
  record: () => void,
  { retryMs }: ReportBufferParts,
  endSignal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    record();
    return true;
  } catch (error) {
    if (!isUnwritable(error) || endSignal?.aborted === true) throw error;
    await delay(retryMs, undefined, endSignal ? { signal: endSignal } : {}).catch(() => undefined);
    return false;
  }
}
