/** Entry of the desktop, in Electron's main process: one instance, then the host, then its window. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as electron from 'electron';
import { startBackend } from './backend.ts';
import { appScheme } from './desktop/app-protocol.ts';
import { desktopArguments } from './desktop/desktop-arguments.ts';
import { readLeaveGpuToTraining } from './desktop/desktop-settings.ts';
import { startDesktop } from './desktop/start-desktop.ts';
import { inspectDataFolder } from './files/inspect-data-folder.ts';
import { refuseDataFolder } from './files/judge-data-folder.ts';
import { chooseDataDir, settingsFileOf } from './host/host-settings.ts';

const { app, dialog, powerMonitor, protocol } = electron;

try {
  prepare();
} catch (error) {
  giveUp(error);
}

function prepare(): void {
  const given = desktopArguments(process.argv.slice(app.isPackaged ? 1 : 2));
  const dataDir = chooseDataDir(given, process.env);
  // Before Electron, too, keeps files of its own in it.
  const recovery = { adopt: given.adopt === true, restore: given.restore };
  const refusal = refuseDataFolder(dataDir, inspectDataFolder(dataDir), recovery);
  if (refusal !== undefined) throw new Error(refusal);
  const desktopDir = join(dataDir, 'desktop');
  mkdirSync(desktopDir, { recursive: true, mode: 0o700 });
  // Before the lock, which belongs to this folder: one window for each data folder.
  app.setPath('userData', desktopDir);
  app.setAppUserModelId('app.cellwright.desktop');
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  if (readLeaveGpuToTraining(settingsFileOf(dataDir))) app.disableHardwareAcceleration();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([appScheme]);
  app
    .whenReady()
    .then(() =>
      startDesktop({ electron, arguments: given, dataDir, programDir: import.meta.dirname, startBackend }),
    )
    .then(attend, giveUp);
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

function giveUp(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Cellwright: ${reason.replace(/\s+/g, ' ')}\n`);
  dialog.showErrorBox('Cellwright cannot start', reason);
  app.exit(1);
}
