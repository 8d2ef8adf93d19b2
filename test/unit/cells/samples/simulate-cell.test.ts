import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/shared/domain/random.ts';
import { chargeCurveFeatureNames } from '../../../../src/cells/features/features-of-charge-curve.ts';
import { sampleCells } from '../../../../src/shared/domain/sample-cells.ts';
import { simulateCell } from '../../../../src/cells/samples/simulate-cell.ts';
import { labelCycles } from '../../../../src/shared/domain/labels.ts';

const cells = sampleCells.map(({ lifeCycles }, index) =>
  simulateCell({ lifeCycles }, createRandom(2026, index)),
);

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((sum, value, index) => sum + (value - mx) * (y[index]! - my), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

describe('simulated cells', () => {
  it('are six or more, live 300 to 1200 cycles, and reach 80 % for good', () => {
    expect(cells.length).toBeGreaterThanOrEqual(6);
    for (const cell of cells) {
      const { endOfLifeCycle } = labelCycles({ ...cell, nominalCapacityAh: 2, endOfLife: 0.8 });
      expect(cell.cycleIndex.length).toBeLessThanOrEqual(1200);
      expect(endOfLifeCycle).toBeGreaterThanOrEqual(300);
      expect(endOfLifeCycle).toBeLessThan(cell.cycleIndex.length - 2);
    }
  });

  it('fade faster after a knee near the end than in the middle of their life', () => {
    for (const { capacityAh } of cells) {
      const count = capacityAh.length;
      const meanAround = (share: number): number => {
        const around = capacityAh.subarray(Math.floor(share * count) - 10, Math.floor(share * count) + 10);
        return around.reduce((sum, value) => sum + value, 0) / around.length;
      };
      expect(meanAround(0.85) - meanAround(0.95)).toBeGreaterThan(2 * (meanAround(0.5) - meanAround(0.6)));
    }
  });

  it('differ from cell to cell, and measure with noise', () => {
    const first = cells.map(({ capacityAh }) => capacityAh[0]!);
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(0.02);
    for (const { capacityAh } of cells) {
      const rises = capacityAh.filter((capacity, row) => row > 0 && capacity > capacityAh[row - 1]!).length;
      expect(rises).toBeGreaterThan(capacityAh.length / 5);
    }
  });

  it('have sixteen finite features that tell much about the capacity, but not all', () => {
    for (const cell of cells) {
      expect(cell.featureNames).toEqual(chargeCurveFeatureNames);
      expect(cell.features).toHaveLength(16 * cell.capacityAh.length);
      expect(cell.features.every(Number.isFinite)).toBe(true);
      const chargeInWindow = [...cell.capacityAh.keys()].map((row) => cell.features[16 * row + 4]!);
      const strength = correlation(chargeInWindow, [...cell.capacityAh]);
      expect(strength).toBeGreaterThan(0.95);
      expect(strength).toBeLessThan(0.9995);
    }
  });

  it('are the same from the same seed, and others from another', () => {
    const again = simulateCell({ lifeCycles: sampleCells[0].lifeCycles }, createRandom(2026, 0));
    expect(again).toEqual(cells[0]);
    expect(simulateCell({ lifeCycles: 310 }, createRandom(2027, 0)).capacityAh).not.toEqual(
      cells[0]!.capacityAh,
    );
  });
});
