/** The built program and a browser for the tests of one file; without a browser all of them skip, saying how to get one. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  /** Fills the data folder before the program starts. */
  readonly fill?: (dataDir: string) => void;
  /** Fills the program before the first test. */
  readonly prepare?: (session: InterfaceSession) => Promise<void>;
}

/** Call inside `describe`; the session is there once the tests run. */
export function useInterface({ args = [], env = {}, fill, prepare }: SessionOptions = {}): InterfaceSession {
  const executable = findBrowser();
  const started: Partial<InterfaceSession> = {};
  const session = started as InterfaceSession;
  beforeAll(async () => {
    if (executable === null) return;
    const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-'));
    fill?.(dataDir);
    [session.browser, session.program] = await Promise.all([
      launchBrowser(executable),
      startProgram({ args, env, dataDir }),
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
