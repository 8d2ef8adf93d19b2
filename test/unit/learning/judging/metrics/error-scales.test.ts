import { describe, expect, it, test } from 'vitest';
import {
  fitErrorScales,
  ownQuantile,
  shareWithin,
  widthHolding,
} from '../../../../../src/learning/judging/metrics/error-scales.ts';
import { createRandom } from '../../../../../src/shared/domain/random.ts';

test('a cell’s own quantile is the ⌈0.9·(19 + 1)⌉ = 18th smallest of 19 errors, and at most the largest', () => {
  const upTo = (count: number) => Float64Array.from({ length: count }, (_, index) => index + 1);
  expect(ownQuantile(upTo(19), 0.9)).toBe(18);
  expect(ownQuantile(upTo(3), 0.9)).toBe(3);
});

describe('the scale of a further cell', () => {
  it('is typical as the geometric mean of the others, and its spread as theirs where they are many', () => {
    const cells = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 1 : Math.E));
    const scales = fitErrorScales(cells);
    expect(scales.typical).toBeCloseTo(Math.sqrt(Math.E), 10);
    expect(scales.spread).toBeCloseTo(0.5, 2);
  });

  it('of one cell has the spread that cells have as a rule, and that of not knowing the mean', () => {
    expect(fitErrorScales([0.02]).typical).toBeCloseTo(0.02, 12);
    expect(fitErrorScales([0.02]).spread).toBeCloseTo(0.6 * Math.SQRT2, 12);
  });

  it('without any spread holds nine tenths within the typical error', () => {
    expect(shareWithin({ typical: 0.03, spread: 0 }, 0.03)).toBeCloseTo(0.9, 6);
    expect(widthHolding({ typical: 0.03, spread: 0 }, 0.9)).toBeCloseTo(0.03, 6);
  });

  it('holds more the wider it is, and the width answers the share', () => {
    const scales = { typical: 0.02, spread: 0.7 };
    for (const level of [0.5, 0.9, 0.99])
      expect(shareWithin(scales, widthHolding(scales, level))).toBeCloseTo(level, 6);
    expect(widthHolding(scales, 0.9)).toBeGreaterThan(0.02);
  });
});

/** Cells whose scales are log-normal around 1 and whose errors are normal. */
function drawCell(random: ReturnType<typeof createRandom>, spread: number): Float64Array {
  const scale = Math.exp(spread * random.normal());
  return Float64Array.from({ length: 60 }, () => Math.abs(scale * random.normal()));
}

// 800 draws of a further cell: three standard errors of the mean share are below 0.03.
describe.each([1, 3, 8, 30])('made from %i cells that differ as cells do', (cellCount) => {
  test.each([0.4, 0.6])('(spread %f) a further cell lies inside with nine tenths of its rows', (spread) => {
    const random = createRandom(cellCount);
    let inside = 0;
    for (let draw = 0; draw < 800; draw += 1) {
      const quantiles = Array.from({ length: cellCount }, () => ownQuantile(drawCell(random, spread), 0.9));
      const width = widthHolding(fitErrorScales(quantiles), 0.9);
      const further = drawCell(random, spread);
      inside += further.filter((error) => error <= width).length / further.length / 800;
    }
    expect(inside).toBeGreaterThan(0.87);
    expect(inside).toBeLessThan(0.96);
  });
});
