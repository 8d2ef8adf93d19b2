/** The built program and a browser for the tests of one file; without a browser all of them skip, saying how to get one. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { findBrowser, howToGetABrowser, launchBrowser } from './browser.ts';
import { type Program, startProgram } from './program.ts';
import { withinMs } from './time-factor.ts';

export interface InterfaceSession {
  browser: Browser;
  /** May be replaced by a test that restarts it; the last one is stopped at the end. */
  program: Program;
}

interface SessionOptions {
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Fills the program before the first test. */
  readonly prepare?: (session: InterfaceSession) => Promise<void>;
}

/** Call inside `describe`; the session is there once the tests run. */
export function useInterface({ args = [], env = {}, prepare }: SessionOptions = {}): InterfaceSession {
  const executable = findBrowser();
  const started: Partial<InterfaceSession> = {};
  const session = started as InterfaceSession;
  beforeAll(async () => {
    if (executable === null) return;
    [session.browser, session.program] = await Promise.all([
      launchBrowser(executable),
      startProgram({ args, env }),
    ]);
    await prepare?.(session);
  }, withinMs(120_000));
  beforeEach((context) => {
    if (executable === null) context.skip(howToGetABrowser);
  });
  afterAll(async () => {
    await started.browser?.close();
    await started.program?.stop();
  });
  return session;
}
