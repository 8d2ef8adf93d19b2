/** The composition root of the desktop: builds every part by hand around the host, once Electron is ready. */
import { join } from 'node:path';
import type * as Electron from 'electron';
import type { BrowserWindow, MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { createDispatch, type ReportUnexpected } from '../api/dispatch.ts';
import { handleImports } from '../api/ipc/handle-imports.ts';
import { handleOperations } from '../api/ipc/handle-operations.ts';
import { pushEvents } from '../api/ipc/push-events.ts';
import type { StartBackend } from '../api/backend-interface.ts';
import type { Arguments } from '../host/arguments.ts';
import { endOnUnexpected } from '../host/end-on-unexpected.ts';
import { serveInterface } from './app-protocol.ts';
import { askBeforeQuit } from './ask-quit.ts';
import { createWindow } from './create-window.ts';
import { denyPermissions, guardContents } from './guard-contents.ts';
import { noJobsAtWork, runningJobs } from './jobs-at-work.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { createJobNotifications } from './notifications.ts';
import { createPowerSave } from './power-save.ts';
import { createQuitFlow, type QuitFlow } from './quit-flow.ts';
import { createCrashWatch } from './reopen-after-crash.ts';
import { saveFileWith, type SaveParts } from './save-file.ts';
import { spawnUtilityChild } from './spawn-utility-child.ts';
import { type DesktopHost, portNotice, startDesktopHost } from './start-desktop-host.ts';
import { setMenu } from './set-menu.ts';
import { showTaskbarProgress } from './taskbar-progress.ts';
import { createTrayIcon, trayIconName } from './tray.ts';
import { type JobWatch, watchJobs } from './watch-jobs.ts';
import { readWindowBounds, writeWindowBounds } from './window-bounds.ts';

type ElectronModule = typeof Electron;

export interface DesktopOptions {
  readonly electron: ElectronModule;
  readonly arguments: Arguments;
  readonly dataDir: string;
  /** Folder of the built programs, out/main. */
  readonly programDir: string;
  readonly startBackend: StartBackend;
  /** Electron's own files, on a disk of this machine. */
  readonly windowDir: string;
  /** For what nobody expected: says it and ends the program. */
  readonly endWith: (error: unknown) => void;
}

export interface Desktop {
  readonly showWindow: () => void;
  readonly quitNow: () => void;
}

/** Rejects with one sentence for the user where the host cannot start. */
export async function startDesktop(options: DesktopOptions): Promise<Desktop> {
  const { electron, programDir } = options;
  const host = await startDesktopHost({
    ...options,
    environment: process.env,
    startChild: spawnUtilityChild(electron.utilityProcess),
  });
  endOnUnexpected(host, options.endWith);
  serveInterface(electron.protocol, join(programDir, '..', 'renderer'));
  guardEverything(electron, host);
  const closings = [openDoors(electron, host, () => mainWindow.find())];
  let watch = notWatching;
  const quit = createQuit(options, {
    host,
    findWindow: () => mainWindow.find(),
    runningCount: () => runningJobs(watch.current()).length,
    hideToTray: () => mainWindow.hide(),
    beforeStop: () => {
      watch.stop();
      for (const close of closings) close();
    },
  });
  const mainWindow = createGuardedWindow(options, host, quit);
  watch = await showJobsAround(electron, { host, mainWindow, programDir });
  const show = (hash: string): void => mainWindow.show(hash);
  closings.push(
    setMenu(electron, { host, show, serverUrl: urlOf(host), hasDevTools: !electron.app.isPackaged }),
  );
  mainWindow.show();
  if (host.isPortReplaced) void showIn(electron, mainWindow.find(), { message: portNotice(host.port) });
  return { showWindow: () => mainWindow.show(), quitNow: () => quit.quitNow() };
}

const notWatching: JobWatch = { current: () => noJobsAtWork, stop: () => undefined };

type FindWindow = () => BrowserWindow | undefined;

/** Whatever page there is, however it came to be. */
function guardEverything({ app, session, shell }: ElectronModule, host: DesktopHost): void {
  denyPermissions(session.defaultSession);
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, { shell, serverUrl: urlOf(host) });
  });
}

/** In front of the window where there is one to be seen. */
function showIn(
  { dialog }: ElectronModule,
  window: BrowserWindow | undefined,
  message: MessageBoxOptions,
): Promise<MessageBoxReturnValue> {
  return window?.isVisible() === true
    ? dialog.showMessageBox(window, message)
    : dialog.showMessageBox(message);
}

/** The channels that the page may ask on; answers how to close them. */
function openDoors(
  electron: ElectronModule,
  { backend, options: { log } }: DesktopHost,
  findWindow: FindWindow,
): () => void {
  const report: ReportUnexpected = (err, { operation, traceId }) =>
    log.error({ err, operation, trace_id: traceId }, 'unexpected error in an operation');
  const dispatch = createDispatch(backend.handlers, report, backend.inputChecks);
  const closings = [
    handleOperations(electron.ipcMain, { dispatch, saveFile: saveFileWith(saveParts(electron, findWindow)) }),
    handleImports(electron.ipcMain, dispatch),
    pushEvents(electron.ipcMain, backend.eventFeed),
  ];
  return () => closings.forEach((close) => close());
}

const saveParts = ({ dialog }: ElectronModule, findWindow: FindWindow): SaveParts => ({
  showErrorBox: (title, content) => dialog.showErrorBox(title, content),
  showSaveDialog: (question) => {
    const window = findWindow();
    return window ? dialog.showSaveDialog(window, question) : dialog.showSaveDialog(question);
  },
});

interface QuitNeeds {
  readonly host: DesktopHost;
  readonly findWindow: FindWindow;
  readonly runningCount: () => number;
  readonly hideToTray: () => void;
  readonly beforeStop: () => void;
}

function createQuit({ electron }: DesktopOptions, needs: QuitNeeds): QuitFlow {
  const { app } = electron;
  const { host, findWindow } = needs;
  const quit = createQuitFlow({
    ...needs,
    ask: askBeforeQuit({
      findWindow,
      showMessageBox: (question, window) => showIn(electron, window, question),
    }),
    stop: async () => {
      needs.beforeStop();
      await host.stop();
    },
    quitApp: () => app.quit(),
    report: (err) => host.options.log.error({ err }, 'unexpected error while quitting'),
  });
  app.on('before-quit', (event) => quit.beforeQuit(event));
  return quit;
}

function createGuardedWindow(options: DesktopOptions, host: DesktopHost, quit: QuitFlow): MainWindow {
  const { electron, windowDir, programDir } = options;
  const boundsPath = join(windowDir, 'window.json');
  const watchCrashes = createCrashWatch({
    reopen: () => mainWindow.replace(),
    giveUp: () =>
      electron.dialog.showErrorBox(
        'Cellwright’s window keeps closing',
        'The jobs go on. Open it from the tray.',
      ),
    report: (details, message) => host.options.log.error(details, message),
    nowMs: () => performance.now(),
  });
  const mainWindow = createMainWindow(() => {
    const workAreas = electron.screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = createWindow(electron.BrowserWindow, {
      bounds: readWindowBounds(boundsPath, workAreas),
      preloadPath: join(programDir, '..', 'preload', 'index.cjs'),
      iconPath: iconIn(programDir, 'icon.png'),
      isDark: electron.nativeTheme.shouldUseDarkColors,
      hasDevTools: !electron.app.isPackaged,
    });
    watchCrashes(window.webContents);
    window.on('close', (event) => {
      writeWindowBounds(boundsPath, window);
      quit.closeWindow(event);
    });
    // Windows tells a window and nobody else that it shuts down.
    window.on('session-end', () => quit.quitNow());
    return window;
  });
  return mainWindow;
}

const urlOf = ({ port }: DesktopHost): string => `http://localhost:${port}`;
const iconIn = (programDir: string, name: string): string => join(programDir, '..', '..', 'resources', name);

interface Surroundings {
  readonly host: DesktopHost;
  readonly mainWindow: MainWindow;
  readonly programDir: string;
}

/** Tray, taskbar, notifications and power saving, all from one watch on the jobs. */
function showJobsAround(electron: ElectronModule, around: Surroundings): Promise<JobWatch> {
  const { host, mainWindow, programDir } = around;
  const { handlers, eventFeed } = host.backend;
  const tray = createTrayIcon({
    openTray: () => new electron.Tray(iconIn(programDir, trayIconName(process.platform))),
    menus: electron.Menu,
    show: (hash) => mainWindow.show(hash),
    quit: () => electron.app.quit(),
  });
  const powerSave = createPowerSave(electron.powerSaveBlocker);
  const notify = createJobNotifications({
    create: (notice) => new electron.Notification(notice),
    nameOfJob: async (jobId) =>
      (await handlers['get-training-job']({ job_id: jobId })).model_name ?? `Job ${jobId}`,
    isWindowInFront: () => mainWindow.find()?.isFocused() ?? false,
    openJob: (jobId) => mainWindow.show(`#/jobs/${jobId}`),
    report: (details, message) => host.options.log.warn(details, message),
  });
  return watchJobs({
    listTrainingJobs: handlers['list-training-jobs'],
    eventFeed,
    onChange: (jobs) => {
      tray.update(jobs);
      powerSave.update(jobs);
      showTaskbarProgress(mainWindow.find(), jobs);
    },
    onEvent: (event) =>
      void notify(event).catch((err: unknown) => host.options.log.error({ err }, 'a notification failed')),
  });
}
