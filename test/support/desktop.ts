/**
 * Starts the built desktop as Playwright starts any Electron program: in the real Electron where its binary is, else in
 * the stand-in of `electron-stand-in`, which runs the same bundles in Node with a Chromium.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { findBrowser, howToGetABrowser } from './browser.ts';
import { repositoryRoot } from './program.ts';

const standIn = join(repositoryRoot, 'test', 'support', 'electron-stand-in', 'electron');
const electronDir = join(repositoryRoot, 'node_modules', 'electron', 'dist');

const firstThere = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path !== undefined && existsSync(path));

const realElectron = firstThere([
  process.env.ELECTRON_BIN,
  join(electronDir, 'electron'),
  join(electronDir, 'electron.exe'),
  join(electronDir, 'Electron.app', 'Contents', 'MacOS', 'Electron'),
]);
const browser = realElectron === undefined ? findBrowser() : null;

/** What the tests run in; undefined where there is neither. */
export const electronKind: 'electron' | 'stand-in' | undefined =
  realElectron !== undefined ? 'electron' : browser !== null ? 'stand-in' : undefined;

export const whySkipped = `skipped: no Electron binary (npx install-electron --no), and ${howToGetABrowser}`;

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** Ends it however it stands, and removes its folder unless it is kept. */
  readonly close: (options?: { readonly keepData?: boolean }) => Promise<void>;
}

export const executablePath = realElectron ?? standIn;

export const desktopEnvironment = (
  dataDir: string,
  more: NodeJS.ProcessEnv = {},
): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  CELLWRIGHT_DATA_DIR: dataDir,
  CELLWRIGHT_PORT: '0',
  STANDIN_USER_DATA: join(dataDir, 'desktop', 'stand-in'),
  STANDIN_NODE: process.execPath,
  ...(browser === null ? {} : { STANDIN_CHROMIUM: browser }),
  ...(more as Record<string, string>),
});

export async function startDesktop(
  options: { readonly dataDir?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Desktop> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'cellwright-desktop-')));
  const app = await _electron.launch({
    executablePath,
    args: [repositoryRoot],
    cwd: repositoryRoot,
    colorScheme: null,
    env: desktopEnvironment(dataDir, options.env ?? {}),
  });
  const page = await app.firstWindow();
  await page.waitForFunction(() => 'backend' in globalThis);
  const child = app.process();
  const close = async ({ keepData = false } = {}): Promise<void> => {
    await endProcess(child);
    if (!keepData) await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { app, page, dataDir, close };
}

/** By the signal that ends it without a question. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
