/** The plain marks that a picture of a chart is made of; SVG and canvas draw them alike. */
import type { PointShape } from './cloud.ts';

export type PictureMark =
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly color: string;
      readonly width: number;
      readonly opacity: number;
      readonly dash: readonly number[];
    }
  | {
      readonly kind: 'point';
      readonly x: number;
      readonly y: number;
      readonly shape: PointShape;
      readonly color: string;
    }
  | {
      readonly kind: 'area';
      readonly points: readonly (readonly [number, number])[];
      readonly color: string;
      readonly opacity: number;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly isTurned: boolean;
    };

export const pointRadius = 3;
export const pointOpacity = 0.65;
export const pictureWidth = 1200;
export const pictureHeight = 720;
/** Where the lines are drawn. */
export const plot = { left: 92, top: 92, right: pictureWidth - 32, bottom: pictureHeight - 92 };

/** From values to pixels on the picture. */
export interface Projection {
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
}

export const ink = '#1b2126';
export const faint = '#cfd6da';

export const text = (
  x: number,
  y: number,
  words: string,
  more: { size?: number; anchor?: 'start' | 'middle' | 'end'; isTurned?: boolean } = {},
): PictureMark => ({ kind: 'text', x, y, text: words, size: 13, anchor: 'start', isTurned: false, ...more });

export const line = (
  points: readonly (readonly [number, number])[],
  color: string,
  width: number,
  dash: readonly number[] = [],
): PictureMark => ({
  kind: 'line',
  points,
  color,
  width,
  opacity: 1,
  dash,
});
