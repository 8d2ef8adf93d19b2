/** The one window of the program: opened, brought back, sent to a page, replaced after a crash. */
import type { BrowserWindow } from 'electron';
import { interfaceOrigin } from '../api/ipc/trusted-sender.ts';

export interface MainWindow {
  /** The window if there is one. */
  find(): BrowserWindow | undefined;
  /** Brings it to the front, opening it where there is none; `hash` is a page like `#/jobs/43`. */
  show(hash?: string): void;
  /** Out of sight, still there. */
  hide(): void;
  /** Puts a fresh window in its place, on the same page. */
  replace(): void;
}

/** `open` makes a window with everything that belongs to it, without a page yet. */
export function createMainWindow(open: () => BrowserWindow): MainWindow {
  let window: BrowserWindow | undefined;
  const find = (): BrowserWindow | undefined => (window?.isDestroyed() === false ? window : undefined);
  const openAt = (hash: string): void => {
    window = open();
    load(window, hash);
  };
  const replace = (hash?: string): void => {
    const broken = find();
    openAt(hash ?? hashOf(broken));
    // The new one is there before the old one goes: at no time is the program without a window.
    broken?.destroy();
  };
  return {
    find,
    show: (hash) => {
      const open = find();
      if (!open) openAt(hash ?? '');
      else if (open.webContents.isCrashed()) replace(hash);
      else bringBack(open, hash);
    },
    hide: () => find()?.hide(),
    replace: () => {
      const wasVisible = find()?.isVisible() ?? true;
      replace();
      if (!wasVisible) find()?.hide();
    },
  };
}

const hashOf = (window: BrowserWindow | undefined): string =>
  window ? new URL(window.webContents.getURL() || interfaceOrigin).hash : '';

function bringBack(window: BrowserWindow, hash: string | undefined): void {
  if (hash !== undefined) load(window, hash);
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** A page that cannot be loaded says so itself; a load that the next one overtakes is no failure. */
function load(window: BrowserWindow, hash: string): void {
  const url = `${interfaceOrigin}/index.html${hash}`;
  // The address that is shown already would be loaded anew, and what was typed into its form be lost.
  if (window.webContents.getURL() !== url) window.loadURL(url).catch(() => undefined);
}
