/** The window and what its page may do. */
import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appScheme, serveInterface } from '../../../../src/main/desktop/app-protocol.ts';
import { applicationMenu } from '../../../../src/main/desktop/application-menu.ts';
import { createWindow, windowOptions } from '../../../../src/main/desktop/create-window.ts';
import { readLeaveGpuToTraining } from '../../../../src/main/desktop/desktop-settings.ts';
import { denyPermissions, guardContents } from '../../../../src/main/desktop/guard-contents.ts';
import { createMainWindow } from '../../../../src/main/desktop/main-window.ts';
import { createCrashWatch } from '../../../../src/main/desktop/reopen-after-crash.ts';
import { saveFileWith } from '../../../../src/main/desktop/save-file.ts';
import {
  fitToScreen,
  readWindowBounds,
  writeWindowBounds,
} from '../../../../src/main/desktop/window-bounds.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-window-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const screen = { x: 0, y: 0, width: 1920, height: 1040 };

/** Remembers what it was told; `closed` like Electron's own. */
class SmallWindow extends EventEmitter {
  readonly done: string[] = [];
  readonly webContents = { getURL: () => this.url, isCrashed: () => this.hasCrashed };
  readonly loaded: string[] = [];
  url = '';
  hasCrashed = false;
  isGone = false;
  isShown = false;
  loadURL = (url: string): Promise<void> => {
    this.url = url;
    this.loaded.push(url);
    return Promise.resolve();
  };
  isDestroyed = (): boolean => this.isGone;
  isVisible = (): boolean => this.isShown;
  isMinimized = (): boolean => false;
  show = (): void => {
    this.isShown = true;
  };
  hide = (): void => {
    this.isShown = false;
  };
  focus = (): void => void this.done.push('focus');
  maximize = (): void => void this.done.push('maximize');
  destroy = (): void => {
    this.isGone = true;
  };
}
const asWindow = (window: SmallWindow): BrowserWindow => window as unknown as BrowserWindow;

describe('the bounds of the window', () => {
  it('is kept between runs', () => {
    const path = join(folder, 'window.json');
    const bounds = { x: 40, y: 30, width: 1400, height: 900 };
    writeWindowBounds(path, { getNormalBounds: () => bounds, isMaximized: () => true });
    expect(readWindowBounds(path, [screen])).toEqual({ ...bounds, isMaximized: true });
  });

  it('is the middle of the screen where the old one is no longer on any, and never too small', () => {
    const away = { x: 5000, y: 10, width: 300, height: 200, isMaximized: false };
    expect(fitToScreen(away, [screen])).toEqual({ width: 900, height: 600, isMaximized: false });
  });

  it('is the first one where the file is nonsense or cannot be written', async () => {
    const path = join(folder, 'window.json');
    await writeFile(path, '{"width":"wide"}');
    expect(readWindowBounds(path, [screen])).toMatchObject({ width: 1280, height: 860 });
    const bounds = { x: 0, y: 0, width: 1, height: 1 };
    const nowhere = join(folder, 'missing', 'window.json');
    writeWindowBounds(nowhere, { getNormalBounds: () => bounds, isMaximized: () => false });
    expect(readWindowBounds(nowhere, [screen])).toMatchObject({ width: 1280 });
  });
});

describe('the window', () => {
  const look = {
    bounds: { width: 1280, height: 860, isMaximized: true },
    preloadPath: '/preload.cjs',
    iconPath: '/icon.png',
    isDark: true,
    hasDevTools: false,
  };

  it('has a sandboxed, isolated page without Node', () => {
    expect(windowOptions(look).webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
    });
  });

  it('shows itself once it has something to show', () => {
    const small = new SmallWindow();
    const Window = vi.fn(function () {
      return small;
    }) as unknown as new () => BrowserWindow;
    createWindow(Window, look);
    expect([small.isShown, small.done]).toEqual([false, []]);
    small.emit('ready-to-show');
    expect([small.isShown, small.done]).toEqual([true, ['maximize']]);
  });

  it('is opened once, brought back, and replaced on the page where it was', () => {
    const opened: SmallWindow[] = [];
    const mainWindow = createMainWindow(() => {
      const window = new SmallWindow();
      opened.push(window);
      return asWindow(window);
    });
    expect(mainWindow.find()).toBeUndefined();
    mainWindow.show('#/jobs/4');
    mainWindow.show();
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ url: 'app://cellwright/index.html#/jobs/4', isShown: true });
    mainWindow.replace();
    expect(opened[0]?.isGone).toBe(true);
    expect(opened[1]?.url).toBe('app://cellwright/index.html#/jobs/4');
    opened[1]?.destroy();
    mainWindow.show();
    expect(opened).toHaveLength(3);
  });

  it('whose page is dead comes back with a new one, on the page where it was', () => {
    const opened: SmallWindow[] = [];
    const mainWindow = createMainWindow(() => {
      const window = new SmallWindow();
      opened.push(window);
      return asWindow(window);
    });
    mainWindow.show('#/models');
    Object.assign(opened[0] ?? {}, { hasCrashed: true });
    mainWindow.show();
    expect(opened.map(({ url, isGone }) => [url, isGone])).toEqual([
      ['app://cellwright/index.html#/models', true],
      ['app://cellwright/index.html#/models', false],
    ]);
  });

  it('that is sent to where it is already is not loaded anew: what was typed stays', () => {
    const window = new SmallWindow();
    const mainWindow = createMainWindow(() => asWindow(window));
    mainWindow.show('#/new-job');
    mainWindow.show('#/new-job');
    mainWindow.show('#/jobs');
    expect(window.loaded.map((url) => new URL(url).hash)).toEqual(['#/new-job', '#/jobs']);
  });
});

describe('a page', () => {
  const guard = () => {
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: vi.fn<(handler: (details: { url: string }) => { action: string }) => void>(),
    });
    const openExternal = vi.fn<(url: string) => Promise<void>>(() => Promise.resolve());
    guardContents(contents as never, { shell: { openExternal }, serverUrl: 'http://localhost:8000' });
    const openWindow = (url: string) => contents.setWindowOpenHandler.mock.calls[0]?.[0]({ url });
    return { contents, openExternal, openWindow };
  };

  it.each(['will-navigate', 'will-redirect', 'will-attach-webview'])('cannot do %s', (name) => {
    const preventDefault = vi.fn<() => void>();
    guard().contents.emit(name, { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('opens no window; the API’s documents and the notices open in the browser, nothing else does', () => {
    const { openExternal, openWindow } = guard();
    for (const url of ['https://example.org/', 'http://localhost:8000/docs/../x', 'file:///etc/passwd']) {
      expect(openWindow(url)).toEqual({ action: 'deny' });
    }
    expect(openExternal).not.toHaveBeenCalled();
    expect(openWindow('http://localhost:8000/docs')).toEqual({ action: 'deny' });
    expect(openWindow('http://localhost:8000/third-party-notices.txt')).toEqual({ action: 'deny' });
    expect(openExternal.mock.calls).toEqual([
      ['http://localhost:8000/docs'],
      ['http://localhost:8000/third-party-notices.txt'],
    ]);
  });

  it('is granted nothing but copying text', () => {
    type Ask = (contents: unknown, permission: string, decide: (isGranted: boolean) => void) => void;
    let ask: Ask = () => undefined;
    let check: (contents: unknown, permission: string) => boolean = () => true;
    denyPermissions({
      setPermissionRequestHandler: (handler: unknown) => (ask = handler as Ask),
      setPermissionCheckHandler: (handler: unknown) => (check = handler as typeof check),
    });
    const decided: boolean[] = [];
    for (const permission of ['media', 'geolocation', 'openExternal', 'clipboard-sanitized-write']) {
      ask(null, permission, (isGranted) => decided.push(isGranted));
      decided.push(check(null, permission));
    }
    expect(decided).toEqual([false, false, false, false, false, false, true, true]);
  });

  it('that crashes is opened again, until it crashes too often', () => {
    const reopen = vi.fn<() => void>();
    const giveUp = vi.fn<() => void>();
    const watch = createCrashWatch({ reopen, giveUp, report: () => undefined, nowMs: () => 1000 });
    const contents = new EventEmitter();
    watch(contents as never);
    contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    for (let crash = 1; crash <= 3; crash += 1) {
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    }
    expect(reopen).toHaveBeenCalledTimes(2);
    expect(giveUp).toHaveBeenCalledOnce();
  });
});

describe('app://', () => {
  const serve = async (url: string, init?: RequestInit): Promise<Response> => {
    await writeFile(join(folder, 'index.html'), '<p>hello</p>');
    let answer: (request: Request) => Promise<Response> | Response = () => new Response();
    serveInterface({ handle: (_scheme, handler) => (answer = handler) }, folder);
    return answer(new Request(url, init));
  };

  it('is an origin of its own', () => {
    expect(appScheme).toMatchObject({ scheme: 'app', privileges: { standard: true, secure: true } });
  });

  it('serves the interface under a strict policy', async () => {
    const answer = await serve('app://cellwright/');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<p>hello</p>');
    expect(answer.headers.get('content-type')).toContain('text/html');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  it.each([
    'app://cellwright/missing.js',
    'app://elsewhere/index.html',
    'app://cellwright/..%2f..%2fetc%2fpasswd',
    'app://cellwright/%2e%2e/secret',
  ])('knows nothing at %s', async (url) => {
    expect((await serve(url)).status).toBe(404);
  });

  it('takes no body', async () => {
    expect((await serve('app://cellwright/index.html', { method: 'POST' })).status).toBe(404);
  });
});

describe('the menu', () => {
  const actions = {
    show: vi.fn<(hash: string) => void>(),
    openDocuments: () => undefined,
    copyApiAddress: () => undefined,
    openDataFolder: () => undefined,
    leaveGpuToTraining: vi.fn<(isWanted: boolean) => void>(),
  };
  const itemsOf = (platform: NodeJS.Platform, hasDevTools = false) =>
    applicationMenu(actions, { platform, leavesGpuToTraining: true, hasDevTools }).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : [],
    );
  const click = (id: string, item: object = {}) => {
    const found: MenuItemConstructorOptions | undefined = itemsOf('linux').find((one) => one.id === id);
    (found?.click as (item: object) => void)(item);
  };

  it('goes to every page', () => {
    const pages = ['go-jobs', 'go-batteries', 'go-models', 'go-predict', 'go-settings'];
    for (const id of ['new-job', ...pages]) click(id);
    expect(actions.show.mock.calls.flat()).toEqual([
      '#/new-job',
      '#/jobs',
      '#/batteries',
      '#/models',
      '#/predict',
      '#/settings',
    ]);
  });

  it('ticks and unticks the GPU', () => {
    expect(itemsOf('win32').find(({ id }) => id === 'leave-gpu')?.checked).toBe(true);
    click('leave-gpu', { checked: false });
    expect(actions.leaveGpuToTraining).toHaveBeenCalledWith(false);
  });

  it('has the tools of developers only where developers run it', () => {
    const hasTools = (items: ReturnType<typeof itemsOf>) =>
      items.some(({ role }) => role === 'toggleDevTools');
    expect([hasTools(itemsOf('linux')), hasTools(itemsOf('linux', true))]).toEqual([false, true]);
  });

  it('quits from the file menu but on a Mac, where the program’s own menu does', () => {
    expect(itemsOf('linux').some(({ role }) => role === 'quit')).toBe(true);
    expect(itemsOf('darwin').some(({ role }) => role === 'quit')).toBe(false);
  });
});

describe('the GPU, before the host is up', () => {
  it.each([
    ['{ "leave_gpu_to_training": "on" }', true],
    ['{ "leave_gpu_to_training": true }', true],
    ['{ "leave_gpu_to_training": "off" }', false],
    // No engine of this version trains on a GPU.
    ['{ "leave_gpu_to_training": "auto" }', false],
    ['{}', false],
    ['null', false],
    ['not JSON', false],
  ])('is left to training by %s: %j', async (text, isLeft) => {
    const path = join(folder, 'settings.json');
    await writeFile(path, text);
    expect(readLeaveGpuToTraining(path)).toBe(isLeft);
  });
});

describe('saving a file', () => {
  const file = (path: string) => ({ path, filename: '../../größe:1.safetensors', content_type: 'x' });

  it('copies it to where the user says, offering a name without folders', async () => {
    const source = join(folder, 'model');
    const target = join(folder, 'mine');
    await writeFile(source, 'weights');
    const showSaveDialog = vi.fn(() => Promise.resolve({ canceled: false, filePath: target }));
    const saved = await saveFileWith({ showSaveDialog, showErrorBox: () => undefined })(file(source));
    expect(saved?.path).toBe(target);
    expect(await readFile(target, 'utf8')).toBe('weights');
    expect(showSaveDialog).toHaveBeenCalledWith({ defaultPath: '..-..-größe-1.safetensors' });
  });

  it('does nothing where the user cancels, and says what went wrong where it cannot', async () => {
    const showErrorBox = vi.fn<(title: string, content: string) => void>();
    const save = (canceled: boolean, filePath: string) =>
      saveFileWith({ showSaveDialog: () => Promise.resolve({ canceled, filePath }), showErrorBox })(
        file(join(folder, 'model')),
      );
    expect(await save(true, '')).toBeNull();
    expect(showErrorBox).not.toHaveBeenCalled();
    expect(await save(false, join(folder, 'mine'))).toBeNull();
    expect(showErrorBox.mock.calls[0]?.[1]).toContain('ENOENT');
  });
});
