/** Where the window was, kept between runs. Bounds that no screen shows any more are forgotten. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

export interface WindowBounds {
  /** Undefined: in the middle of the screen. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export const smallestWindow = { width: 900, height: 600 } as const;
const firstBounds: WindowBounds = { width: 1280, height: 860, isMaximized: false };
/** So much of the window must be on a screen that it can be taken hold of. */
const visiblePixels = 120;

const boundsSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});

/** The first bounds where the file is missing or makes no sense. Tiny, and needed before the window opens. */
export function readWindowBounds(path: string, workAreas: readonly Rectangle[]): WindowBounds {
  try {
    return fitToScreen(boundsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), workAreas);
  } catch {
    return firstBounds;
  }
}

/** Lost bounds cost the user a drag of the mouse, so failure is silent. */
export function writeWindowBounds(
  path: string,
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>,
): void {
  try {
    const bounds: WindowBounds = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    writeFileSync(path, `${JSON.stringify(bounds)}\n`);
  } catch {
    // The disk is full or gone; the program has more important words to say about that.
  }
}

/** Not smaller than is usable, not larger than the largest screen, and visible. Pure. */
export function fitToScreen(bounds: WindowBounds, workAreas: readonly Rectangle[]): WindowBounds {
  const widest = Math.max(...workAreas.map(({ width }) => width), smallestWindow.width);
  const highest = Math.max(...workAreas.map(({ height }) => height), smallestWindow.height);
  const sized = {
    ...bounds,
    width: Math.min(Math.max(bounds.width, smallestWindow.width), widest),
    height: Math.min(Math.max(bounds.height, smallestWindow.height), highest),
  };
  if (workAreas.some((area) => isReachable(sized, area))) return sized;
  return { ...sized, x: undefined, y: undefined };
}

function isReachable({ x, y, width }: WindowBounds, area: Rectangle): boolean {
  if (x === undefined || y === undefined) return false;
  const sharedWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isTitleOnScreen = y >= area.y - 10 && y < area.y + area.height - visiblePixels / 2;
  return sharedWidth >= visiblePixels && isTitleOnScreen;
}
