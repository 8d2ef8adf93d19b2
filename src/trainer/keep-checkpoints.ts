/**
 * Keeps checkpoints while a job trains: soon after its beginning and then more and more seldom, so that never more than a
 * tenth of a short training or a few seconds of a long one are lost, and never so often that it costs the training more
 * than a hundredth of its time. Hash and disk work beside the training; a full disk costs the checkpoint only.
 */
import type { Checkpoint } from './checkpoint.ts';
import { type CheckpointOrigin, encodeCheckpoint } from './checkpoint-file.ts';
import type { Reporter } from './reporter.ts';
import type { TrainerHost } from './trainer-host.ts';

const firstIntervalMs = 250;
const longestIntervalMs = 5000;
/** Whatever a checkpoint costs, as on a machine that is busy otherwise: a kill must not cost more than 8 s. */
const longestEverMs = 6500;
/** Of the time since the training began. */
const shareAtRisk = 0.1;
/** The interval is so many times what the last checkpoint cost the training. */
const intervalPerCost = 100;

export interface CheckpointKeeper {
  /** As `trainEpochs` wants it. Rejects with the signal's reason when a pause is asked for, the work being saved. */
  readonly betweenEpochs: (take: () => Promise<Checkpoint>) => Promise<void>;
  /** Writes one of the end of the training, and waits for it. */
  readonly atEnd: (take: () => Promise<Checkpoint>) => Promise<void>;
  /** Resolves when nothing is being written. */
  readonly settled: () => Promise<void>;
}

export interface CheckpointParts {
  readonly host: Pick<TrainerHost, 'writeCheckpoint' | 'elapsedMs' | 'pauseSignal'>;
  readonly reporter: Pick<Reporter, 'log' | 'flush'>;
  readonly origin: CheckpointOrigin;
}

export function createCheckpointKeeper({ host, reporter, origin }: CheckpointParts): CheckpointKeeper {
  const beganMs = host.elapsedMs();
  let [lastMs, costMs] = [beganMs, 0];
  let writing: Promise<void> | undefined;
  let hasFailed = false;

  const onFailure = (error: unknown): void => {
    if (!hasFailed) reporter.log('WARNING', failureInWords(error));
    hasFailed = true;
  };
  const save = async (take: () => Promise<Checkpoint>): Promise<void> => {
    const startedMs = host.elapsedMs();
    // What it goes on from must be known to the program first.
    reporter.flush();
    const encoding = encodeCheckpoint(await take(), origin);
    lastMs = host.elapsedMs();
    costMs = lastMs - startedMs;
    writing = encoding
      .then(host.writeCheckpoint)
      .catch(onFailure)
      .finally(() => {
        writing = undefined;
      });
  };
  const isDue = (): boolean => {
    const nowMs = host.elapsedMs();
    return writing === undefined && nowMs - lastMs >= intervalMs(nowMs - beganMs, costMs);
  };
  const saveAndWait = (take: () => Promise<Checkpoint>): Promise<void> =>
    inTurn([() => writing, () => save(take), () => writing]);
  return {
    betweenEpochs: async (take) => {
      if (host.pauseSignal.aborted) {
        await saveAndWait(take);
        host.pauseSignal.throwIfAborted();
      }
      if (isDue()) await save(take);
    },
    atEnd: saveAndWait,
    settled: async () => writing,
  };
}

async function inTurn(steps: readonly (() => Promise<void> | undefined)[]): Promise<void> {
  for (const step of steps) await step();
}

/** To the next checkpoint, of a training that began so long ago. Pure. */
export function intervalMs(trainedMs: number, costMs: number): number {
  const wanted = Math.min(longestIntervalMs, Math.max(firstIntervalMs, trainedMs * shareAtRisk));
  return Math.max(wanted, Math.min(costMs * intervalPerCost, longestEverMs));
}

const failureInWords = (error: unknown): string =>
  `The checkpoint of this training could not be written: ${error instanceof Error ? error.message : String(error)}. ` +
  'The training goes on; broken off now, it would lose what it did since the last one.';
