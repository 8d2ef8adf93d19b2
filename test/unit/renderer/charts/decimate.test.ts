import { describe, expect, it } from 'vitest';
import { decimate, nearestIndex } from '../../../../src/renderer/src/charts/decimate.ts';

const count = 100_000;
const x = Array.from({ length: count }, (_, index) => index + 1);
const y: (number | null)[] = x.map((value) => Math.sin(value / 500));
y[54_321] = 9;
y[77_777] = -9;
const series = { key: 'a', label: 'a', color: '#000', x, y };

describe('decimation of a long curve', () => {
  it('keeps every peak and both ends of the stretch with a hundredth of the points', () => {
    const points = decimate(series, null, 500);
    expect(points.length).toBeLessThanOrEqual(1_000);
    expect(Math.max(...points.map((point) => point.y))).toBe(9);
    expect(Math.min(...points.map((point) => point.y))).toBe(-9);
  });

  it('keeps the order of x', () => {
    const xs = decimate(series, null, 500).map((point) => point.x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  });

  it('shows each point of a short stretch, with a neighbour on each side so that the line reaches the edge', () => {
    const xs = decimate(series, { from: 100, to: 105 }, 500).map((point) => point.x);
    expect(xs).toEqual([99, 100, 101, 102, 103, 104, 105, 106]);
  });

  it('breaks the line where a whole bucket has no value', () => {
    const gap = { ...series, y: y.map((value, index) => (index > 20_000 && index < 60_000 ? null : value)) };
    expect(decimate(gap, null, 100).some((point) => Number.isNaN(point.y))).toBe(true);
  });

  it('finds the nearest x under a cursor', () => {
    expect(nearestIndex([1, 2, 5], 3.4)).toBe(1);
    expect(nearestIndex([1, 2, 5], 3.6)).toBe(2);
    expect(nearestIndex([1, 2, 5], -4)).toBe(0);
    expect(nearestIndex([1, 2, 5], 40)).toBe(2);
    expect(nearestIndex([], 1)).toBeNull();
  });
});
