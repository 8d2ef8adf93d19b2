/** The line to whoever started this process: a Node parent, an Electron main process, or nobody (then the terminal). */
import { parentMessageSchema, type TrainerMessage } from '../shared/contract/trainer-messages.ts';

export interface ParentLink {
  readonly post: (message: TrainerMessage) => void;
  /** Waits until everything posted has left, then lets go of the parent. */
  readonly close: () => Promise<void>;
}

export interface ParentListener {
  readonly onStop: () => void;
  /** The parent is gone: nobody waits for this process any more. */
  readonly onOrphaned: () => void;
}

/** As Electron gives it to a utility process. */
interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

export function connectParent(listener: ParentListener): ParentLink {
  const hear = (message: unknown): void => {
    if (parentMessageSchema.safeParse(message).success) listener.onStop();
  };
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) return electronLink(parentPort, hear);
  return process.send ? forkedLink(hear, listener.onOrphaned) : terminalLink();
}

function electronLink(port: ParentPort, hear: (message: unknown) => void): ParentLink {
  port.on('message', ({ data }) => hear(data));
  return {
    post: (message) => port.postMessage(message),
    close: async () => {
      // An open port would keep the process for good; what was posted before this turn is with the parent.
      await new Promise((resolve) => setImmediate(resolve));
      process.exit();
    },
  };
}

function forkedLink(hear: (message: unknown) => void, onOrphaned: () => void): ParentLink {
  const onDisconnect = (): void => onOrphaned();
  let allSent: Promise<unknown> = Promise.resolve();
  process.on('message', hear);
  process.on('disconnect', onDisconnect);
  return {
    post: (message) => {
      const sent = new Promise((resolve) => process.send?.(message, undefined, {}, resolve));
      allSent = Promise.all([allSent, sent]);
    },
    close: async () => {
      await allSent;
      process.off('message', hear);
      process.off('disconnect', onDisconnect);
      if (process.connected) process.disconnect();
    },
  };
}

function terminalLink(): ParentLink {
  return {
    post: (message) => void process.stdout.write(`${JSON.stringify(message)}\n`),
    close: () => Promise.resolve(),
  };
}
