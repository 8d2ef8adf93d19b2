/**
 * How much a kill costs: for how long a training does again what it had done. From the events, whose times are the
 * program's own.
 */
import WebSocket from 'ws';
import type { StreamMessage } from '../../src/shared/contract/events.ts';

export interface RepeatedWork {
  /** Listens to a program that has just started. */
  readonly watch: (api: string) => void;
  /** To be called at each kill; null: of the program, with all that it trained. */
  readonly noteKill: (jobId: number | null) => void;
  /** Of each training that a kill broke off and that went on: ms. */
  readonly costsMs: () => readonly number[];
}

interface Training {
  /** When each epoch was recorded last, ms since 1970. */
  readonly times: Map<number, number>;
  lastEpoch: number;
  killedMs: number | undefined;
}

export function createRepeatedWork(): RepeatedWork {
  const trainings = new Map<number, Training>();
  const costs: number[] = [];
  let sequence = 0;
  const note = (event: StreamMessage['event']): void => {
    if (event.type === 'status') {
      // Whatever happens to it now, there was no epoch yet that could be lost.
      const training = trainings.get(event.job_id);
      if (training && training.killedMs === undefined) training.lastEpoch = 0;
    }
    if (event.type !== 'progress') return;
    const training = trainings.get(event.job_id) ?? emptyTraining();
    trainings.set(event.job_id, training);
    const cost = costOf(training, event.current_epoch, Date.parse(event.timestamp));
    if (cost !== undefined) costs.push(cost);
  };
  return {
    watch: (api) =>
      listen(api, sequence, (message) => {
        if (message.sequence > sequence) sequence = message.sequence;
        if (message.event !== null) note(message.event);
      }),
    noteKill: (jobId) => {
      for (const [id, training] of trainings) {
        const isHit = (jobId === null || jobId === id) && training.lastEpoch > 0;
        if (isHit) training.killedMs ??= Date.now();
      }
    },
    costsMs: () => costs,
  };
}

const emptyTraining = (): Training => ({ times: new Map(), lastEpoch: 0, killedMs: undefined });

/** Takes the epoch in. After a kill: the time up to it of the epochs that are done again and of the one under way. */
function costOf(training: Training, epoch: number, timeMs: number): number | undefined {
  const { times, killedMs } = training;
  const isAfterKill = killedMs !== undefined && timeMs > killedMs;
  const keptMs = times.get(epoch - 1) ?? times.get(1);
  times.set(epoch, timeMs);
  training.lastEpoch = epoch;
  if (!isAfterKill) return undefined;
  training.killedMs = undefined;
  // Should it go on from there once more, then only what follows was done in vain.
  times.set(epoch - 1, timeMs);
  return keptMs === undefined ? undefined : killedMs - keptMs;
}

/** The first message of a new stream has no event. */
type FirstOrLater = StreamMessage | { readonly sequence: number; readonly event: null };

function listen(api: string, after: number, onMessage: (message: FirstOrLater) => void): void {
  const query = after === 0 ? '' : `?after=${after}`;
  const socket = new WebSocket(`${api.replace('http', 'ws')}/events/ws${query}`);
  // The program is killed while it is listened to.
  socket.on('error', () => undefined);
  socket.on('message', (text: Buffer) => onMessage(JSON.parse(text.toString()) as FirstOrLater));
}
