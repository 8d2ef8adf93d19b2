/**
 * The child's side of a process: the line to whoever started it. That is Node's fork, Electron's main process, or
 * nobody (then what is said goes to the terminal).
 */
import { goodbye, goodbyeSchema } from '../shared/contract/child-messages.ts';

export interface ParentPort {
  /** To a parent that is gone: lost, without an error. */
  readonly post: (message: object) => void;
  /**
   * Resolves when everything that was posted is with the parent; nothing is heard from then on, and nothing of the port
   * keeps the process alive. Under Electron, which keeps a process for good, the process ends here.
   */
  readonly close: () => Promise<void>;
}

/** As Electron gives it to a utility process. */
interface ElectronPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

/** For a parent that is too busy to answer the goodbye. */
const goodbyeLimitMs = 3000;

/**
 * Once in a process. `onMessage` gets what the parent says, unchecked. A process whose parent is gone ends with 1, since
 * nobody waits for it; so does one with a rejection that nobody handles, also under Electron, which would only warn.
 */
export function connectParent(onMessage: (message: unknown) => void): ParentPort {
  process.on('unhandledRejection', endWith);
  const { parentPort } = process as { readonly parentPort?: ElectronPort };
  if (parentPort) return electronPort(parentPort, onMessage);
  return process.send ? forkedPort(onMessage) : terminalPort();
}

/** Whether somebody started this process to talk to it. */
export const hasParent = (): boolean => process.send !== undefined || 'parentPort' in process;

function endWith(error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${words}\n`, () => process.exit(1));
}

function electronPort(port: ElectronPort, onMessage: (message: unknown) => void): ParentPort {
  const { promise: heardOut, resolve: onGoodbye } = Promise.withResolvers<unknown>();
  port.on('message', ({ data }) => {
    if (goodbyeSchema.safeParse(data).success) onGoodbye(data);
    else onMessage(data);
  });
  return {
    post: (message) => port.postMessage(message),
    close: async () => {
      port.postMessage(goodbye);
      setTimeout(onGoodbye, goodbyeLimitMs);
      await heardOut;
      process.exit();
    },
  };
}

function forkedPort(onMessage: (message: unknown) => void): ParentPort {
  const onDisconnect = (): void => process.exit(1);
  let allSent: Promise<unknown> = Promise.resolve();
  process.on('message', onMessage);
  process.on('disconnect', onDisconnect);
  return {
    post: (message) => {
      const sent = new Promise((resolve) => process.send?.(message, undefined, {}, resolve));
      allSent = Promise.all([allSent, sent]);
    },
    close: async () => {
      await allSent;
      process.off('message', onMessage);
      process.off('disconnect', onDisconnect);
      if (process.connected) process.disconnect();
    },
  };
}

function terminalPort(): ParentPort {
  return {
    post: (message) => void process.stdout.write(`${JSON.stringify(message)}\n`),
    close: () => Promise.resolve(),
  };
}
