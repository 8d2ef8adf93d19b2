/** Electron's main side of IPC, as small as the two channels need it. */
import { EventEmitter, once } from 'node:events';
import type { IpcMain } from 'electron';
import type { EventBatch } from '../../src/shared/contract/bridge.ts';

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;

export const trustedFrame = { url: 'app://cellwright/index.html#/jobs', parent: null };
export const strangeFrame = { url: 'https://example.org/', parent: null };

export interface SmallIpc {
  readonly main: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly invoke: (channel: string, event: unknown, ...args: readonly unknown[]) => unknown;
  readonly channels: () => readonly string[];
}

export function createSmallIpc(): SmallIpc {
  const handlers = new Map<string, Handler>();
  return {
    main: {
      handle: (channel, handler) => void handlers.set(channel, handler as Handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    invoke: (channel, event, ...args) => {
      const handler = handlers.get(channel);
      if (!handler) throw new Error(`no handler for ${channel}`);
      return handler(event, ...args);
    },
    channels: () => [...handlers.keys()],
  };
}

/** A page that keeps what it is sent. */
export class SmallPage extends EventEmitter {
  readonly id = 1;
  private readonly batches: EventBatch[] = [];
  isDestroyed = (): boolean => false;
  send = (_channel: string, batch: EventBatch): void => {
    this.batches.push(batch);
    this.emit('sent');
  };
  async nextBatch(): Promise<EventBatch> {
    if (this.batches.length === 0) await once(this, 'sent');
    const batch = this.batches.shift();
    if (!batch) throw new Error('nothing was sent');
    return batch;
  }
}
