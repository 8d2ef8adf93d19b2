/** The window: a sandboxed page that can do nothing but ask over the bridge. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { smallestWindow, type WindowBounds } from './window-bounds.ts';

export interface WindowLook {
  readonly bounds: WindowBounds;
  /** The built preload, index.cjs. */
  readonly preloadPath: string;
  readonly iconPath: string;
  readonly isDark: boolean;
  /** Not in what users install. */
  readonly hasDevTools: boolean;
}

/** Before the page has drawn itself; the tokens of the interface, so that nothing flashes. */
const backgroundColor = { dark: '#14181b', light: '#ffffff' } as const;

/** Pure. */
export function windowOptions(look: WindowLook): BrowserWindowConstructorOptions {
  const { x, y, width, height } = look.bounds;
  return {
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Cellwright',
    icon: look.iconPath,
    show: false,
    backgroundColor: look.isDark ? backgroundColor.dark : backgroundColor.light,
    webPreferences: {
      preload: look.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: look.hasDevTools,
    },
  };
}

/** Shown once it has something to show. */
export function createWindow(
  Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow,
  look: WindowLook,
): BrowserWindow {
  const window = new Window(windowOptions(look));
  window.once('ready-to-show', () => {
    // Shows it, too: earlier, it would show that the page has not drawn itself yet.
    if (look.bounds.isMaximized) window.maximize();
    window.show();
  });
  return window;
}
