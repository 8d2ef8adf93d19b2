// Runs in the page before any page script; the two upper-case placeholders below are filled in by the stand-in.
(() => {
  if (window.top !== window || location.href === 'about:blank') return;
  __CODEC__;
  const env = __ENV__,
    call = window.__standinCall,
    subs = new Map();
  delete window.__standinCall;
  const clone = (v) => {
    try {
      return structuredClone(v);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };
  const ipcRenderer = {
    invoke: async (ch, ...args) => {
      const r = await call('invoke', ch, codec.enc(clone(args)));
      if (r.error) throw new Error(`Error invoking remote method '${ch}': ${r.error}`);
      return codec.dec(r.value);
    },
    send: (ch, ...args) => {
      void call('send', ch, codec.enc(clone(args)));
    },
    on(ch, fn) {
      (subs.get(ch) ?? subs.set(ch, []).get(ch)).push(fn);
      return this;
    },
    once(ch, fn) {
      const g = (...a) => {
        this.removeListener(ch, g);
        fn(...a);
      };
      return this.on(ch, g);
    },
    removeListener(ch, fn) {
      const l = subs.get(ch) ?? [];
      const i = l.indexOf(fn);
      if (i >= 0) l.splice(i, 1);
      return this;
    },
    removeAllListeners(ch) {
      subs.delete(ch);
      return this;
    },
  };
  ipcRenderer.off = ipcRenderer.removeListener;
  ipcRenderer.addListener = ipcRenderer.on;
  Object.defineProperty(window, '__standinEmit', {
    value: (ch, args) => {
      args = codec.dec(args);
      for (const f of [...(subs.get(ch) ?? [])]) f({ sender: ipcRenderer, ports: [] }, ...args);
    },
  });
  const bridge = (v, seen = new Map()) => {
    if (seen.has(v)) return seen.get(v);
    if (typeof v === 'function') return (...a) => v(...a.map((x) => bridge(x)));
    if (v === null || typeof v !== 'object') {
      if (typeof v === 'symbol') throw new Error('contextBridge: symbols are not supported');
      return v;
    }
    if (Array.isArray(v)) {
      const a = [];
      seen.set(v, a);
      for (const x of v) a.push(bridge(x, seen));
      return Object.freeze(a);
    }
    if (Object.getPrototypeOf(v) !== Object.prototype && !(v instanceof Promise)) return clone(v);
    if (v instanceof Promise) return v;
    const o = {};
    seen.set(v, o);
    for (const [k, x] of Object.entries(v)) o[k] = bridge(x, seen);
    return Object.freeze(o);
  };
  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (k, api) =>
        Object.defineProperty(window, k, { value: bridge(api), enumerable: true }),
    },
    webUtils: { getPathForFile: (f) => f.name },
    webFrame: { setZoomFactor() {}, getZoomFactor: () => 1 },
  };
  const require = (m) => {
    if (m === 'electron') return electron;
    throw new Error(`module not found: ${m}`);
  };
  const process = {
    platform: env.platform,
    arch: env.arch,
    versions: env.versions,
    env: {},
    argv: [],
    sandboxed: true,
    contextIsolated: true,
    type: 'renderer',
  };
  const mod = { exports: {} };
  (function (exports, require, module, process) {
    __PRELOAD__;
  })(mod.exports, require, mod, process);
})();
