/** A disk that takes nothing is waited for, whatever was to be written: it is nobody's fault, and no training's end. */
import { isUnwritable } from '../shared/domain/storage-fault.ts';
import type { Pacer } from './pacer.ts';
import type { Reporter } from './reporter.ts';
import type { TrainerHost } from './trainer-host.ts';

export interface RoomParts {
  readonly host: Pick<TrainerHost, 'rest'>;
  readonly reporter: Pick<Reporter, 'log'>;
  /** Gives signs of life, and ends the wait for a stop or a pause. */
  readonly pacer: Pick<Pacer, 'pause'>;
}

const lookEveryMs = 1000;
const restMs = 100;

/** `what` completes "There is no room for …". Rejects with what is no matter of waiting, and with the reason of a stop. */
export async function waitForRoom<Result>(
  write: () => Promise<Result>,
  what: string,
  parts: RoomParts,
): Promise<Result> {
  let hasWaited = false;
  for (;;) {
    try {
      const result = await write();
      if (hasWaited) parts.reporter.log('INFO', `There is room for ${what} now; it goes on`);
      return result;
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      if (!hasWaited) parts.reporter.log('WARNING', waitingWords(what, error));
      hasWaited = true;
      await rest(parts);
    }
  }
}

async function rest({ host, pacer }: RoomParts): Promise<void> {
  for (let restedMs = 0; restedMs < lookEveryMs; restedMs += restMs) {
    await host.rest(restMs);
    await pacer.pause();
  }
}

const waitingWords = (what: string, error: unknown): string =>
  `There is no room for ${what}: ${error instanceof Error ? error.message : String(error)}. ` +
  'This job waits and goes on by itself when there is';
