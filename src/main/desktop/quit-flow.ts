/**
 * How the program ends. With running jobs it asks once, and then ends or goes on in the tray:
 *
 *   open ──quit, close──▶ asking ──quit──▶ ending ──▶ ended
 *    ▲  └──nothing running───────────────────▲
 *    └──tray (the window hides), cancel── asking
 */
type QuitState = 'open' | 'asking' | 'ending' | 'ended';
export type QuitChoice = 'quit' | 'tray' | 'cancel';

export interface QuitParts {
  readonly runningCount: () => number;
  readonly ask: (runningCount: number) => Promise<QuitChoice>;
  readonly hideToTray: () => void;
  /** Ends trainers, server and database. */
  readonly stop: () => Promise<void>;
  /** Asks the app to quit; comes back here, where nothing is in its way any more. */
  readonly quitApp: () => void;
  readonly report: (error: unknown) => void;
}

interface Preventable {
  preventDefault(): void;
}

export interface QuitFlow {
  /** For the app's before-quit. */
  beforeQuit(event: Preventable): void;
  /** For the window's close button. */
  closeWindow(event: Preventable): void;
  /** Without a question: the system shuts down, or a signal came. */
  quitNow(): void;
}

/** Every part of the program has its own shorter limit; this one is for what nobody thought of. */
const stopLimitMs = 4800;

export function createQuitFlow(parts: QuitParts): QuitFlow {
  let state: QuitState = 'open';
  const isState = (wanted: QuitState): boolean => state === wanted;

  const end = async (): Promise<void> => {
    state = 'ending';
    await withinLimit(parts.stop()).catch(parts.report);
    state = 'ended';
    parts.quitApp();
  };
  const ask = async (): Promise<void> => {
    state = 'asking';
    const choice = await parts.ask(parts.runningCount());
    // Meanwhile the system may have shut down, or a signal have come.
    if (!isState('asking')) return;
    state = 'open';
    if (choice === 'tray') parts.hideToTray();
    if (choice === 'quit') await end();
  };
  const askOrEnd = (): void => {
    if (state === 'open') void (parts.runningCount() > 0 ? ask() : end()).catch(parts.report);
  };
  return {
    beforeQuit: (event) => {
      if (state === 'ended') return;
      event.preventDefault();
      askOrEnd();
    },
    closeWindow: (event) => {
      if (state === 'ending' || state === 'ended' || (state === 'open' && parts.runningCount() === 0)) return;
      event.preventDefault();
      askOrEnd();
    },
    quitNow: () => {
      if (state === 'open' || state === 'asking') void end();
    },
  };
}

async function withinLimit(stopped: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`stopping took longer than ${stopLimitMs} ms`)), stopLimitMs);
  });
  try {
    await Promise.race([stopped, limit]);
  } finally {
    clearTimeout(timer);
  }
}
