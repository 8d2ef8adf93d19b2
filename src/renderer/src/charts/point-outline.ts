/** The outline of a point by its shape, for pictures: closed ones are filled, open ones are strokes. Pure. */
import type { PointShape } from './cloud.ts';

type Corner = readonly [number, number];

export interface PointOutline {
  readonly isFilled: boolean;
  /** Each a line through its points. */
  readonly strokes: readonly (readonly Corner[])[];
}

const corners = (radius: number, count: number, turn: number): readonly Corner[] =>
  Array.from({ length: count }, (_, corner) => {
    const angle = ((2 * corner) / count) * Math.PI + turn;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });

/** Each arm from one side of the centre to the other. */
const arms = (radius: number, count: number, turn: number): readonly (readonly Corner[])[] =>
  Array.from({ length: count }, (_, arm) => {
    const angle = (arm / count) * Math.PI + turn;
    const end: Corner = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return [[-end[0], -end[1]], end];
  });

/** Around the origin. */
export function pointOutline(shape: PointShape, radius: number): PointOutline {
  switch (shape) {
    case 'circle':
      return { isFilled: true, strokes: [corners(radius, 16, 0)] };
    case 'rect':
      return { isFilled: true, strokes: [corners(radius * 1.25, 4, Math.PI / 4)] };
    case 'rectRot':
      return { isFilled: true, strokes: [corners(radius * 1.25, 4, 0)] };
    case 'triangle':
      return { isFilled: true, strokes: [corners(radius * 1.25, 3, -Math.PI / 2)] };
    case 'cross':
      return { isFilled: false, strokes: arms(radius * 1.25, 2, 0) };
    case 'crossRot':
      return { isFilled: false, strokes: arms(radius * 1.25, 2, Math.PI / 4) };
    case 'star':
      return { isFilled: false, strokes: arms(radius * 1.25, 4, 0) };
  }
}
