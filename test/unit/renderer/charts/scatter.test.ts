import { describe, expect, it } from 'vitest';
import { type Cloud, lookOfCell, rangeOfClouds } from '../../../../src/renderer/src/charts/cloud.ts';
import { layOutScatter } from '../../../../src/renderer/src/charts/lay-out-scatter.ts';
import { pictureToSvg } from '../../../../src/renderer/src/charts/picture-to-svg.ts';
import { nearestPoint, thinClouds } from '../../../../src/renderer/src/charts/thin-clouds.ts';
import { withinMs } from '../../../support/time-factor.ts';

const cloud = (index: number, x: Cloud['x'], y: Cloud['y']): Cloud => ({
  key: String(index),
  label: `cell ${index}`,
  cycles: x.map((_, row) => row + 1),
  x,
  y,
  ...lookOfCell(index),
});

/** Fills a square evenly. */
const manyPoints = (count: number): Cloud =>
  cloud(
    0,
    Array.from({ length: count }, (_, row) => (row * 0.618034) % 1),
    Array.from({ length: count }, (_, row) => (row * 0.754878) % 1),
  );

describe('clouds of points', () => {
  it('the diagonal needs the same range on both axes, with air; points without a partner do not count', () => {
    const { x, y } = rangeOfClouds([cloud(0, [70, 100, 500], [60, 90, null])], 'diagonal');
    expect(x).toEqual(y);
    expect(x.low).toBeCloseTo(58.4, 10);
    expect(x.high).toBeCloseTo(101.6, 10);
  });

  it('residuals have the zero in sight, also where all lie on one side or nothing is known', () => {
    expect(rangeOfClouds([cloud(0, [1, 9], [2, 3])], 'zero')).toMatchObject({
      x: { low: 1, high: 9 },
      y: { low: -0.12 },
    });
    expect(rangeOfClouds([cloud(0, [1, 9], [null, null])], 'zero').x).toEqual({ low: 0, high: 1 });
  });

  it('few points all stay, many are thinned below the limit, and no corner of the cloud is lost', () => {
    const few = cloud(0, [1, 2, null], [1, null, 3]);
    expect(thinClouds([few], rangeOfClouds([few], 'diagonal'), 10)).toEqual([[{ x: 1, y: 1, cycle: 1 }]]);

    const many = manyPoints(50_000);
    const outlier = cloud(1, [0.5], [9]);
    const range = rangeOfClouds([many, outlier], 'zero');
    const [thinned = [], rest] = thinClouds([many, outlier], range, 6_000);
    expect(thinned.length).toBeGreaterThan(500);
    expect(thinned.length).toBeLessThanOrEqual(6_000);
    expect(rest).toEqual([{ x: 0.5, y: 9, cycle: 1 }]);
    for (const edge of [0.05, 0.95]) {
      expect(thinned.some(({ x, y }) => Math.abs(x - edge) < 0.05 && Math.abs(y - edge) < 0.05)).toBe(true);
    }
  });

  it('50 000 points are thinned within a few frames', () => {
    const many = manyPoints(50_000);
    const range = rangeOfClouds([many], 'diagonal');
    const start = performance.now();
    thinClouds([many], range, 6_000);
    // A hundred times what it takes, so that only a wrong order of growth fails.
    expect(performance.now() - start).toBeLessThan(withinMs(5_000));
  });

  it('the point under the cursor is the closest within reach', () => {
    const points = [[{ x: 1, y: 1, cycle: 1 }], [{ x: 2, y: 2, cycle: 7 }]];
    const scales = { toX: (x: number) => x * 10, toY: (y: number) => y * 10 };
    expect(nearestPoint(points, { x: 18, y: 19, reach: 16 }, scales)).toEqual({
      x: 2,
      y: 2,
      cycle: 7,
      cloud: 1,
    });
    expect(nearestPoint(points, { x: 60, y: 60, reach: 16 }, scales)).toBeNull();
  });

  it('the first 49 cells each have a look of their own', () => {
    const looks = Array.from({ length: 49 }, (_, index) => JSON.stringify(lookOfCell(index)));
    expect(new Set(looks).size).toBe(49);
  });

  it('the picture says title, axes, cells and source and holds every point in its shape', () => {
    const clouds = [cloud(0, [1, 2], [1, 3]), cloud(1, [5], [4]), cloud(4, [2], [2])];
    const svg = pictureToSvg(
      layOutScatter({
        title: 'SoH of <cells>',
        source: 'Cellwright, model 1',
        xLabel: 'measured',
        yLabel: 'predicted',
        clouds,
        ideal: 'diagonal',
        csv: () => '',
      }),
    );
    for (const text of [
      'SoH of &lt;cells&gt;',
      'measured',
      'predicted',
      'cell 0',
      'cell 4',
      'Cellwright, model 1',
    ]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    // Four points and three in the legend; those of an open shape are strokes.
    expect(svg.match(/<path /g)).toHaveLength(7);
    expect(svg.match(/fill="none" stroke="#e69f00"/g)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
