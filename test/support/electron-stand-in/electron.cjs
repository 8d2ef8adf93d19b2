// Stand-in for the 'electron' module: the main-process API over Node + a real Chromium driven through CDP.
const { EventEmitter } = require('node:events');
const { spawn } = require('node:child_process');
const { mkdtempSync, mkdirSync, readFileSync, writeFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { tmpdir } = require('node:os');
const { pathToFileURL } = require('node:url');
const { chromium } = require(process.env.STANDIN_PLAYWRIGHT ?? 'playwright');

const codec = require('./codec.cjs');
const runtime = readFileSync(join(__dirname, 'preload-runtime.cjs'), 'utf8').replace('__CODEC__', () =>
  readFileSync(join(__dirname, 'codec.cjs'), 'utf8'),
);
const calls = []; // every native side effect, for tests: electron._calls
const log = (api, ...args) => {
  calls.push({ api, args });
};
const recorder = (name, methods, extra = {}) =>
  Object.assign(
    new EventEmitter(),
    Object.fromEntries(
      methods.map((m) => [
        m,
        (...a) => {
          log(`${name}.${m}`, ...a);
        },
      ]),
    ),
    extra,
  );

// ---- app ----
const work = process.env.STANDIN_USER_DATA ?? mkdtempSync(join(tmpdir(), 'standin-'));
const paths = {
  userData: join(work, 'userData'),
  home: work,
  appData: work,
  temp: tmpdir(),
  logs: join(work, 'logs'),
  downloads: join(work, 'Downloads'),
  documents: join(work, 'Documents'),
};
let readyResolve,
  quitting = false;
const ready = new Promise((r) => {
  readyResolve = r;
});
const app = Object.assign(new EventEmitter(), {
  _meta: { path: process.cwd(), name: 'app', version: '0.0.0' },
  async _start() {
    await browser();
    app._ready = true;
    readyResolve();
    app.emit('ready', { preventDefault() {} }, {});
  },
  isReady: () => !!app._ready,
  whenReady: () => ready,
  isPackaged: false,
  getPath: (n) => {
    const p = paths[n];
    if (!p) throw new Error(`Failed to get '${n}' path`);
    mkdirSync(p, { recursive: true });
    return p;
  },
  setPath: (n, p) => {
    paths[n] = p;
  },
  getAppPath: () => app._meta.path,
  getName: () => app._meta.name,
  setName: (n) => {
    app._meta.name = n;
  },
  getVersion: () => app._meta.version,
  getLocale: () => 'en-US',
  getPreferredSystemLanguages: () => ['en-US'],
  requestSingleInstanceLock: () => {
    const f = join(app.getPath('userData'), 'SingletonLock');
    const own = () => {
      app._lock = f;
      process.on('SIGUSR2', () => app.emit('second-instance', {}, [], '', undefined));
      return true;
    };
    try {
      writeFileSync(f, String(process.pid), { flag: 'wx' });
      return own();
    } catch {
      try {
        process.kill(Number(readFileSync(f, 'utf8')), 'SIGUSR2');
        return false;
      } catch {
        writeFileSync(f, String(process.pid));
        return own();
      }
    }
  },
  releaseSingleInstanceLock: () => {
    if (app._lock) rmSync(app._lock, { force: true });
  },
  hasSingleInstanceLock: () => !!app._lock,
  quit: () => {
    if (quitting) return;
    let stop = false;
    const ev = {
      preventDefault: () => {
        stop = true;
      },
    };
    app.emit('before-quit', ev);
    if (stop) return;
    quitting = true;
    for (const w of BrowserWindow.getAllWindows()) w.destroy();
    app.emit('will-quit', ev);
    if (stop) {
      quitting = false;
      return;
    }
    app.emit('quit', ev, 0);
    app.exit(0);
  },
  exit: (code = 0) => {
    app.releaseSingleInstanceLock();
    chrome?.kill();
    process.exit(code);
  },
  // Windows ends the session: each window is told, and nobody else. No before-quit, no quit, no powerMonitor, no signal
  // (docs/api/app.md on before-quit and quit, power-monitor.md on shutdown, base-window.md on session-end); the
  // processes are ended soon after.
  _endSession(afterMs) {
    for (const event of ['query-session-end', 'session-end'])
      for (const w of BrowserWindow.getAllWindows())
        w.emit(event, { reasons: ['shutdown'], preventDefault() {} });
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), afterMs);
  },
  relaunch: () => log('app.relaunch'),
  focus: () => log('app.focus'),
  setAppUserModelId: (i) => log('app.setAppUserModelId', i),
  setLoginItemSettings: (s) => log('app.setLoginItemSettings', s),
  getAppMetrics: () =>
    [...children].map((c) => ({
      pid: c.pid,
      type: 'Utility',
      name: c._name,
      cpu: { percentCPUUsage: 0 },
      memory: {},
    })),
  getGPUInfo: async () => ({ gpuDevice: [] }),
  getGPUFeatureStatus: () => ({ webgpu: 'unavailable_software' }),
  disableHardwareAcceleration() {
    log('app.disableHardwareAcceleration');
  },
  enableSandbox() {},
  commandLine: recorder('commandLine', ['appendSwitch', 'appendArgument'], {
    hasSwitch: () => false,
    getSwitchValue: () => '',
  }),
  dock: recorder('dock', ['setBadge', 'setMenu', 'bounce', 'hide']),
});

// ---- chromium ----
let chrome, connecting;
// Electron is its browser. Of a stand-in that was killed the browser is left, and would take the new one's place.
const endLeftBrowser = () => {
  try {
    const pid = Number(readFileSync(join(work, 'chromium.pid'), 'utf8'));
    if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(work)) process.kill(pid, 'SIGKILL');
  } catch {
    // There is none.
  }
  rmSync(join(work, 'chromium'), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
};
const browser = () =>
  (connecting ??= new Promise((resolve, reject) => {
    endLeftBrowser();
    mkdirSync(work, { recursive: true });
    chrome = spawn(
      process.env.STANDIN_CHROMIUM ?? '/usr/bin/chromium',
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--allow-file-access-from-files',
        '--no-startup-window',
        '--remote-debugging-port=0',
        `--user-data-dir=${join(work, 'chromium')}`,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    writeFileSync(join(work, 'chromium.pid'), String(chrome.pid));
    let buf = '';
    chrome.stderr.on('data', (d) => {
      buf += d;
      const m = /^DevTools listening on (ws:\/\/.*)$/m.exec(buf);
      if (!m || chrome.ws) return;
      chrome.ws = m[1];
      process.stderr.write(`DevTools listening on ${m[1]}\n`); // what Playwright's _electron waits for
      chromium.connectOverCDP(m[1]).then(resolve, reject);
    });
    chrome.on('exit', (c) => {
      if (!chrome.ws) reject(new Error(`chromium exited ${c}: ${buf}`));
    });
  }));

// ---- IPC ----
const handlers = new Map();
const ipcMain = Object.assign(new EventEmitter(), {
  handle(ch, fn) {
    if (handlers.has(ch)) throw new Error(`Attempted to register a second handler for '${ch}'`);
    handlers.set(ch, fn);
  },
  handleOnce(ch, fn) {
    this.handle(ch, (...a) => {
      handlers.delete(ch);
      return fn(...a);
    });
  },
  removeHandler: (ch) => {
    handlers.delete(ch);
  },
});
const dispatch = async (wc, kind, ch, args) => {
  const event = {
    sender: wc,
    senderFrame: { url: wc.getURL(), origin: new URL(wc.getURL()).origin, parent: null },
    processId: 1,
    frameId: 1,
    reply: (c, ...a) => wc.send(c, ...a),
  };
  if (kind === 'send') {
    wc.ipc.emit(ch, event, ...args);
    ipcMain.emit(ch, event, ...args);
    return {};
  }
  const fn = wc.ipc._handlers.get(ch) ?? handlers.get(ch);
  if (!fn) return { error: `Error: No handler registered for '${ch}'` };
  try {
    return { value: codec.enc(structuredClone(await fn(event, ...args))) };
  } catch (e) {
    return { error: `${e.name}: ${e.message}` };
  }
};

// ---- windows ----
const windows = new Map();
let nextId = 1;
class WebContents extends EventEmitter {
  constructor(win) {
    super();
    this.win = win;
    this.id = win.id;
    this.ipc = Object.assign(new EventEmitter(), {
      _handlers: new Map(),
      handle(c, f) {
        this._handlers.set(c, f);
      },
    });
    this.queue = Promise.resolve();
    this.session = session.defaultSession;
  }
  send(ch, ...args) {
    // one evaluate at a time keeps the order Electron guarantees
    const data = codec.enc(structuredClone(args));
    this.queue = this.queue
      .then(() => this.page?.evaluate(([c, a]) => window.__standinEmit?.(c, a), [ch, data]))
      .catch(() => {});
  }
  getURL() {
    return this._url ?? '';
  }
  isDestroyed() {
    return this.win.isDestroyed();
  }
  isLoading() {
    return !!this._loading;
  }
  openDevTools() {
    log('webContents.openDevTools');
  }
  setWindowOpenHandler(fn) {
    this._open = fn;
  }
  reload() {
    return this.page.reload();
  }
  close() {
    this.win.close();
  }
  focus() {}
  isCrashed() {
    return !!this._crashed;
  }
  forcefullyCrashRenderer() {
    void this.page.goto('chrome://crash').catch(() => {});
  }
  executeJavaScript(code) {
    return this.page.evaluate(code);
  }
  async capturePage() {
    const png = await this.page.screenshot();
    return { toPNG: () => png };
  }
  static getAllWebContents() {
    return BrowserWindow.getAllWindows().map((w) => w.webContents);
  }
  static fromId(id) {
    return windows.get(id)?.webContents;
  }
  static fromDevToolsTargetId(t) {
    return WebContents.getAllWebContents().find((w) => w._target === t);
  }
}
class BrowserWindow extends EventEmitter {
  constructor(o = {}) {
    super();
    this.id = nextId++;
    this.o = { width: 800, height: 600, show: true, ...o };
    this._visible = this.o.show;
    this._title = o.title ?? app.getName();
    const wp = { sandbox: true, contextIsolation: true, nodeIntegration: false, ...o.webPreferences };
    if (!wp.contextIsolation || wp.nodeIntegration)
      throw new Error('stand-in: contextIsolation must be on and nodeIntegration off');
    this.webContents = new WebContents(this);
    windows.set(this.id, this);
    this._pageReady = this._open(wp);
    app.emit('browser-window-created', {}, this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async _open(wp) {
    const ctx = (await browser()).contexts()[0],
      page = (this.webContents.page = await ctx.newPage()),
      wc = this.webContents;
    this.webContents._target = (
      await (await ctx.newCDPSession(page)).send('Target.getTargetInfo')
    ).targetInfo.targetId;
    await page.setViewportSize({ width: this.o.width, height: this.o.height });
    await page.emulateMedia({ colorScheme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light' });
    await page.exposeBinding('__standinCall', (_s, kind, ch, args) =>
      dispatch(wc, kind, ch, codec.dec(args)),
    );
    const env = JSON.stringify({
      platform: process.platform,
      arch: process.arch,
      versions: { electron: process.versions.electron, node: process.versions.node, chrome: '0' },
    });
    await page.addInitScript(
      runtime
        .replace('__ENV__', () => env)
        .replace('__PRELOAD__', () => (wp.preload ? readFileSync(wp.preload, 'utf8') : '')),
    );
    page.on('console', (m) => wc.emit('console-message', { level: m.type(), message: m.text() }));
    page.on('crash', () => {
      wc._crashed = true; // until a page is loaded into it again
      wc.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    let before = '';
    page.on('framenavigated', (f) => {
      if (f === page.mainFrame()) {
        wc._url = protocol._unmap(f.url());
        wc.emit('did-start-navigation', {
          isMainFrame: true,
          isSameDocument: wc._url.split('#')[0] === before,
        });
        before = wc._url.split('#')[0];
        wc.emit('did-navigate', {}, wc._url);
      }
    });
    page.on('popup', async (p) => {
      const r = wc._open?.({ url: protocol._unmap(p.url()) }) ?? { action: 'allow' };
      if (r.action === 'deny') await p.close();
    });
    page.on('close', () => this._gone());
    for (const [scheme] of protocol._h) await protocol._route(page, scheme);
  }
  async loadURL(url) {
    await this._pageReady;
    const wc = this.webContents;
    wc._loading = true;
    wc._crashed = false;
    wc.emit('did-start-loading');
    try {
      await wc.page.goto(protocol._map(url));
    } finally {
      wc._loading = false;
    }
    wc._url = url;
    wc.emit('dom-ready', {});
    wc.emit('did-finish-load', {});
    if (!this._shown) {
      this._shown = true;
      this.emit('ready-to-show');
    }
  }
  loadFile(f, { hash = '', search = '' } = {}) {
    return this.loadURL(pathToFileURL(f).href + search + (hash && `#${hash}`));
  }
  _gone() {
    if (this._destroyed) return;
    this._destroyed = true;
    windows.delete(this.id);
    this.emit('closed');
    if (!windows.size && !quitting) {
      if (app.listenerCount('window-all-closed')) app.emit('window-all-closed');
      else app.quit();
    }
  }
  close() {
    let stop = false;
    this.emit('close', {
      preventDefault: () => {
        stop = true;
      },
    });
    if (!stop) this.destroy();
  }
  destroy() {
    const p = this.webContents.page;
    this._gone();
    void p?.close().catch(() => {});
  }
  isDestroyed() {
    return !!this._destroyed;
  }
  show() {
    this._visible = true;
    this.emit('show');
  }
  hide() {
    this._visible = false;
    this.emit('hide');
  }
  isVisible() {
    return this._visible;
  }
  focus() {
    this.emit('focus');
  }
  isFocused() {
    return this._visible && !this._min;
  }
  isMinimized() {
    return !!this._min;
  }
  minimize() {
    this._min = true;
    this.emit('minimize');
  }
  restore() {
    this._min = false;
    this.emit('restore');
  }
  isMaximized() {
    return !!this._max;
  }
  maximize() {
    this._max = true;
    this.emit('maximize');
  }
  unmaximize() {
    this._max = false;
  }
  getBounds() {
    return { x: 0, y: 0, width: this.o.width, height: this.o.height };
  }
  setBounds(b) {
    Object.assign(this.o, b);
    void this.webContents.page?.setViewportSize({ width: this.o.width, height: this.o.height });
    this.emit('resize');
  }
  getNormalBounds() {
    return this.getBounds();
  }
  getTitle() {
    return this._title;
  }
  setTitle(t) {
    this._title = t;
  }
  setProgressBar(v) {
    log('win.setProgressBar', v);
  }
  setMenu(m) {
    log('win.setMenu', m);
  }
  setBackgroundColor() {}
  setMenuBarVisibility() {}
  flashFrame(f) {
    log('win.flashFrame', f);
  }
  static getAllWindows() {
    return [...windows.values()];
  }
  static getFocusedWindow() {
    return [...windows.values()].at(-1) ?? null;
  }
  static fromWebContents(wc) {
    return wc.win;
  }
  static fromId(id) {
    return windows.get(id) ?? null;
  }
}

// ---- utility processes ----
const { children, createUtilityProcess } = require('./utility-process.cjs');
const utilityProcess = createUtilityProcess({
  isReady: () => !!app._ready,
  onGone: (details) => app.emit('child-process-gone', {}, details),
});
process.on('exit', () => {
  for (const c of children) c._c.kill('SIGKILL');
  chrome?.kill('SIGKILL');
});

// ---- the rest ----
class NativeTheme extends EventEmitter {
  #s = 'system';
  get themeSource() {
    return this.#s;
  }
  get shouldUseDarkColors() {
    return this.#s === 'dark';
  }
  set themeSource(v) {
    this.#s = v;
    for (const w of BrowserWindow.getAllWindows())
      void w.webContents.page?.emulateMedia({ colorScheme: v === 'dark' ? 'dark' : 'light' });
    this.emit('updated');
  }
}
const nativeTheme = new NativeTheme();
const answers = []; // tests push dialog results: electron.dialog._answers.push({ canceled: false, filePaths: [...] })
const ask =
  (m, dflt) =>
  async (...a) => {
    log(`dialog.${m}`, ...a.filter((x) => !(x instanceof BrowserWindow)));
    return answers.shift() ?? dflt;
  };
const dialog = {
  _answers: answers,
  showOpenDialog: ask('showOpenDialog', { canceled: true, filePaths: [] }),
  showSaveDialog: ask('showSaveDialog', { canceled: true, filePath: '' }),
  showMessageBox: ask('showMessageBox', { response: 0, checkboxChecked: false }),
  showErrorBox: (...a) => log('dialog.showErrorBox', ...a),
};
class MenuItem {
  constructor(o) {
    Object.assign(this, { enabled: true, visible: true }, o);
    if (Array.isArray(o.submenu)) this.submenu = Menu.buildFromTemplate(o.submenu);
    this.click = (...a) => o.click?.(this, BrowserWindow.getFocusedWindow(), ...a);
  }
}
class Menu extends EventEmitter {
  items = [];
  append(i) {
    this.items.push(i);
  }
  popup() {
    log('menu.popup');
  }
  getMenuItemById(id) {
    for (const i of this.items) {
      const r = i.id === id ? i : i.submenu?.getMenuItemById(id);
      if (r) return r;
    }
    return null;
  }
  static buildFromTemplate(t) {
    const m = new Menu();
    for (const i of t) m.append(i instanceof MenuItem ? i : new MenuItem(i));
    return m;
  }
  static setApplicationMenu(m) {
    Menu._app = m;
  }
  static getApplicationMenu() {
    return Menu._app ?? null;
  }
}
class Tray extends EventEmitter {
  constructor(icon) {
    super();
    log('tray.new', icon);
    Tray.last = this;
  }
  setToolTip(t) {
    this.toolTip = t;
  }
  setContextMenu(m) {
    this.menu = m;
  }
  setTitle(t) {
    this.title = t;
  }
  setImage() {}
  destroy() {}
}
class Notification extends EventEmitter {
  constructor(o) {
    super();
    this.o = o;
  }
  show() {
    log('notification.show', this.o);
    this.emit('show');
  }
  close() {}
  static isSupported() {
    return true;
  }
}
const protocol = {
  _h: new Map(),
  registerSchemesAsPrivileged() {},
  isProtocolHandled: (s) => protocol._h.has(s),
  unhandle: (s) => {
    protocol._h.delete(s);
  },
  _map: (url) => {
    const m = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/.exec(url);
    return m && protocol._h.has(m[1]) ? `https://${m[2] || 'host'}.${m[1]}.standin.localhost${m[3]}` : url;
  },
  _unmap: (url) => {
    const m = /^https:\/\/([^/]*)\.([a-z][a-z0-9+.-]*)\.standin\.localhost(.*)$/.exec(url);
    return m ? `${m[2]}://${m[1]}${m[3]}` : url;
  },
  handle: async (s, fn) => {
    protocol._h.set(s, fn);
    for (const w of BrowserWindow.getAllWindows())
      if (w.webContents.page) await protocol._route(w.webContents.page, s);
  },
  _route: (page, s) =>
    page.route(
      (u) => u.hostname.endsWith(`.${s}.standin.localhost`),
      async (route) => {
        const q = route.request(),
          u = new URL(q.url()),
          res = await protocol._h.get(s)(
            new Request(
              `${s}://${u.hostname.replace(`.${s}.standin.localhost`, '')}${u.pathname}${u.search}`,
              { method: q.method(), headers: q.headers(), body: q.postDataBuffer() ?? undefined },
            ),
          );
        await route.fulfill({
          status: res.status,
          headers: Object.fromEntries(res.headers),
          body: Buffer.from(await res.arrayBuffer()),
        });
      },
    ),
};
const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler() {},
    setPermissionCheckHandler() {},
    protocol,
    webRequest: { onHeadersReceived() {}, onBeforeRequest() {} },
    clearCache: async () => {},
  }),
};
session.fromPartition = () => session.defaultSession;
const safeStorage = {
  isEncryptionAvailable: () => true,
  encryptString: (s) => Buffer.from(`standin:${s}`),
  decryptString: (b) => b.toString().slice(8),
  getSelectedStorageBackend: () => 'basic_text',
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (s) => Buffer.from(`standin:${s}`),
  decryptStringAsync: async (b) => ({ result: b.toString().slice(8), shouldReEncrypt: false }),
};
const blockers = new Set();
const powerSaveBlocker = {
  start: (t) => {
    const id = blockers.size + 1;
    blockers.add(id);
    log('powerSaveBlocker.start', t);
    return id;
  },
  stop: (id) => blockers.delete(id),
  isStarted: (id) => blockers.has(id),
};
const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
};

const powerMonitor = recorder('powerMonitor', [], {
  getSystemIdleTime: () => 0,
  getSystemIdleState: () => 'active',
  isOnBatteryPower: () => false,
  onBatteryPower: false,
});
const shell = recorder('shell', ['openExternal', 'openPath', 'showItemInFolder', 'beep', 'trashItem']),
  clipboard = recorder('clipboard', ['writeText'], { readText: async () => '' });
const globalShortcut = recorder('globalShortcut', ['register', 'unregister', 'unregisterAll']),
  crashReporter = recorder('crashReporter', ['start']),
  autoUpdater = recorder('autoUpdater', ['setFeedURL', 'checkForUpdates', 'quitAndInstall']);
const net = { fetch: (...a) => fetch(...a), isOnline: () => true },
  screen = Object.assign(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
  });
const nativeImage = {
  createFromPath: (p) => ({
    path: p,
    isEmpty: () => false,
    resize() {
      return this;
    },
  }),
  createEmpty: () => ({ isEmpty: () => true }),
};
const webContents = WebContents,
  _calls = calls;
// Shorthand only: Node finds the named ESM exports of a CommonJS file by reading this literal.
module.exports = {
  app,
  BrowserWindow,
  ipcMain,
  utilityProcess,
  dialog,
  Menu,
  MenuItem,
  Tray,
  Notification,
  nativeTheme,
  protocol,
  session,
  safeStorage,
  powerSaveBlocker,
  webContents,
  powerMonitor,
  shell,
  clipboard,
  globalShortcut,
  crashReporter,
  autoUpdater,
  net,
  screen,
  nativeImage,
  _calls,
};
globalThis.__playwright_run = () => {};
