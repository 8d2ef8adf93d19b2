import { describe, expect, it } from 'vitest';
import { createRandom, type RandomState, restoreRandom } from '../../../../src/shared/domain/random.ts';

const draw = (seed: number, stream: number, count = 8): number[] => {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, () => random.uint32());
};

describe('seeded randomness', () => {
  it('gives the same numbers for the same seed and others for another seed or stream', () => {
    expect(draw(1, 0)).toEqual(draw(1, 0));
    expect(draw(1, 0)).not.toEqual(draw(2, 0));
    expect(draw(1, 0)).not.toEqual(draw(1, 1));
  });

  it('never changes between versions, since models name their seed', () => {
    expect(draw(1, 0, 4)).toMatchInlineSnapshot(`
      [
        393288148,
        2174103013,
        3814759091,
        2092745082,
      ]
    `);
  });

  it('is uniform and normal within what chance allows (100 000 draws, five standard errors)', () => {
    const random = createRandom(5);
    const count = 100_000;
    let [sum, normalSum, squares] = [0, 0, 0];
    for (let index = 0; index < count; index++) {
      sum += random.uniform();
      const value = random.normal();
      normalSum += value;
      squares += value * value;
    }
    expect(Math.abs(sum / count - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(count));
    expect(Math.abs(normalSum / count)).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(squares / count - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(count));
  });

  it('shuffles: a permutation, every place equally likely', () => {
    const firstPlaces = new Float64Array(5);
    const random = createRandom(9);
    for (let round = 0; round < 5000; round++) {
      const values = Int32Array.of(0, 1, 2, 3, 4);
      random.shuffleInPlace(values);
      expect([...values].sort()).toEqual([0, 1, 2, 3, 4]);
      const first = values[0]!;
      firstPlaces[first] = firstPlaces[first]! + 1;
    }
    for (const count of firstPlaces)
      expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(5000 * 0.2 * 0.8));
  });

  it('goes on from a state that was read, and the state does not change with it', () => {
    const random = createRandom(3, 2);
    random.shuffleInPlace(Int32Array.from({ length: 100 }, (_, index) => index));
    const state = random.state();
    const expected = Array.from({ length: 50 }, () => random.uint32());
    for (let time = 0; time < 2; time++) {
      const restored = restoreRandom(JSON.parse(JSON.stringify(state)) as RandomState);
      expect(Array.from({ length: 50 }, () => restored.uint32())).toEqual(expected);
    }
  });
});
