import { describe, expect, it } from 'vitest';
import { findEndOfLifeCycle, labelCycles } from '../../../../src/shared/domain/labels.ts';

const cycles = (count: number): number[] => Array.from({ length: count }, (_, row) => row + 1);
const endOfLifeOf = (...soh: number[]): number | null => findEndOfLifeCycle(cycles(soh.length), soh, 0.8);

describe('end of life', () => {
  it('is the first of three rows in a row below the threshold', () => {
    expect(endOfLifeOf(0.9, 0.79, 0.78, 0.77, 0.76)).toBe(2);
  });

  it('is not a dip of one or two rows', () => {
    expect(endOfLifeOf(0.9, 0.7, 0.9, 0.7, 0.7, 0.9, 0.79, 0.78, 0.77)).toBe(7);
  });

  it('is reached by a test that was stopped right below the threshold', () => {
    expect(endOfLifeOf(0.9, 0.81, 0.79)).toBe(3);
    expect(endOfLifeOf(0.9, 0.81, 0.79, 0.78)).toBe(3);
    expect(endOfLifeOf(0.81, 0.79, 0.81, 0.79)).toBe(4);
  });

  it('is unknown where the last rows fall as no cell fades, or follow one without SoH', () => {
    expect(endOfLifeOf(0.9, 0.79, 0.78)).toBeNull();
    expect(endOfLifeOf(0.95, 0.95, 0.02)).toBeNull();
    expect(endOfLifeOf(0.81, Number.NaN, 0.79)).toBeNull();
    expect(endOfLifeOf(0.9, 0.85)).toBeNull();
    expect(endOfLifeOf()).toBeNull();
  });

  it('is not reached by a SoH that equals the threshold, rounding included', () => {
    const soh = 0.88 / 1.1;
    expect(soh).toBeLessThan(0.8);
    expect(endOfLifeOf(soh, soh, soh)).toBeNull();
  });

  it('is given as a cycle index, not as a row', () => {
    expect(findEndOfLifeCycle([10, 20, 30, 40], [0.9, 0.7, 0.7, 0.7], 0.8)).toBe(20);
  });

  it('is not reached across a row without SoH', () => {
    expect(endOfLifeOf(0.7, Number.NaN, 0.7, 0.7)).toBeNull();
  });
});

describe('labels', () => {
  const cell = { cycleIndex: cycles(5), capacityAh: [2, 1.9, 1.5, 1.4, 1.3], nominalCapacityAh: 2 };

  it('SoH is capacity over nominal capacity, RUL the cycles left, never below 0', () => {
    const { soh, rul, endOfLifeCycle } = labelCycles({ ...cell, endOfLife: 0.8 });
    expect([...soh]).toEqual([1, 0.95, 0.75, 0.7, 0.65]);
    expect(endOfLifeCycle).toBe(3);
    expect([...rul]).toEqual([2, 1, 0, 0, 0]);
  });

  it('RUL is unknown in every row of a cell that never gets there', () => {
    const { rul, endOfLifeCycle } = labelCycles({ ...cell, endOfLife: 0.5 });
    expect(endOfLifeCycle).toBeNull();
    expect([...rul]).toEqual(Array.from({ length: 5 }, () => Number.NaN));
  });
});
