/** Where the window was, kept between runs. A place that no screen shows any more is forgotten. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';
import { z } from 'zod';

export interface WindowPlace {
  /** Undefined: in the middle of the screen. */
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
}

export const smallestWindow = { width: 900, height: 600 } as const;
const firstPlace: WindowPlace = { width: 1280, height: 860, isMaximized: false };
/** So much of the window must be on a screen that it can be taken hold of. */
const visiblePixels = 120;

const placeSchema = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});

/** The first place where the file is missing or makes no sense. Tiny, and needed before the window opens. */
export function readWindowPlace(path: string, workAreas: readonly Rectangle[]): WindowPlace {
  try {
    return placeOnScreen(placeSchema.parse(JSON.parse(readFileSync(path, 'utf8'))), workAreas);
  } catch {
    return firstPlace;
  }
}

/** A lost place costs the user a drag of the mouse, so failure is silent. */
export function writeWindowPlace(
  path: string,
  window: Pick<BrowserWindow, 'getNormalBounds' | 'isMaximized'>,
): void {
  try {
    const place: WindowPlace = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    writeFileSync(path, `${JSON.stringify(place)}\n`);
  } catch {
    // The disk is full or gone; the program has more important words to say about that.
  }
}

/** Not smaller than is usable, not larger than the largest screen, and visible. Pure. */
export function placeOnScreen(place: WindowPlace, workAreas: readonly Rectangle[]): WindowPlace {
  const widest = Math.max(...workAreas.map(({ width }) => width), smallestWindow.width);
  const highest = Math.max(...workAreas.map(({ height }) => height), smallestWindow.height);
  const sized = {
    ...place,
    width: Math.min(Math.max(place.width, smallestWindow.width), widest),
    height: Math.min(Math.max(place.height, smallestWindow.height), highest),
  };
  if (workAreas.some((area) => isReachable(sized, area))) return sized;
  return { ...sized, x: undefined, y: undefined };
}

function isReachable({ x, y, width }: WindowPlace, area: Rectangle): boolean {
  if (x === undefined || y === undefined) return false;
  const sharedWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isTitleOnScreen = y >= area.y - 10 && y < area.y + area.height - visiblePixels / 2;
  return sharedWidth >= visiblePixels && isTitleOnScreen;
}
