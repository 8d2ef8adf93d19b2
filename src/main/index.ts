/** Entry of the desktop, in Electron's main process: one instance, then the host, then its window. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as electron from 'electron';
import { startBackend } from './backend.ts';
import { appScheme } from './desktop/app-protocol.ts';
import { claimWindow, refusedInWords } from './desktop/claim-window.ts';
import { desktopArguments } from './desktop/desktop-arguments.ts';
import { readLeaveGpuToTraining } from './desktop/desktop-settings.ts';
import { drawWithoutGpu } from './desktop/draw-without-gpu.ts';
import { startDesktop } from './desktop/start-desktop.ts';
import { windowFolder } from './desktop/window-folder.ts';
import { inspectDataFolder } from './files/inspect-data-folder.ts';
import { refuseDataFolder } from './files/judge-data-folder.ts';
import { isDataFolderInUse } from './host/data-folder-lock.ts';
import { chooseDataDir, settingsFileOf } from './host/host-settings.ts';

const { app, dialog, powerMonitor, protocol } = electron;
const pauseMs = 200;

try {
  prepare();
} catch (error) {
  giveUp(error);
}

function prepare(): void {
  const given = desktopArguments(process.argv.slice(app.isPackaged ? 1 : 2));
  const dataDir = chooseDataDir(given, process.env);
  const recovery = { adopt: given.adopt === true, restore: given.restore };
  const refusal = refuseDataFolder(dataDir, inspectDataFolder(dataDir), recovery);
  if (refusal !== undefined) throw new Error(refusal);
  const windowDir = windowFolder(app.getPath('appData'), dataDir);
  mkdirSync(windowDir, { recursive: true, mode: 0o700 });
  // Before the lock, which belongs to this folder: one window for each data folder.
  app.setPath('userData', windowDir);
  app.setAppUserModelId('app.cellwright.desktop');
  if (!claim(windowDir, dataDir)) return;
  if (readLeaveGpuToTraining(settingsFileOf(dataDir))) drawWithoutGpu(app);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appScheme]);
  const programDir = import.meta.dirname;
  const endWith = (error: unknown): void => endUnexpectedly(error, dataDir);
  const options = { electron, arguments: given, dataDir, windowDir, programDir, startBackend, endWith };
  app
    .whenReady()
    .then(() => startDesktop(options))
    .then(attend, giveUp);
}

/** False where another window is shown instead. */
function claim(windowDir: string, dataDir: string): boolean {
  const claimed = claimWindow({
    requestLock: () => app.requestSingleInstanceLock(),
    isFolderInUse: () => isDataFolderInUse(dataDir),
    pause: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs),
  });
  if (claimed === 'refused') throw new Error(refusedInWords(windowDir, dataDir));
  if (claimed === 'shown-by-another') app.exit(0);
  return claimed === 'mine';
}

/** What the system asks of the running program. */
function attend({ showWindow, quitNow }: Awaited<ReturnType<typeof startDesktop>>): void {
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('shutdown', quitNow);
  process.on('SIGTERM', quitNow).on('SIGINT', quitNow);
}

function endUnexpectedly(error: unknown, dataDir: string): void {
  const log = join(dataDir, 'logs', 'server.log');
  const after = `Jobs that were training go on when it is opened again. ${log} has the details.`;
  endWith('Cellwright ended unexpectedly', `${inWords(error)}\n\n${after}`);
}

function giveUp(error: unknown): void {
  endWith('Cellwright cannot start', inWords(error));
}

const inWords = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function endWith(title: string, reason: string): void {
  process.stderr.write(`Cellwright: ${reason.replace(/\s+/g, ' ')}\n`);
  dialog.showErrorBox(title, reason);
  app.exit(1);
}
