import { describe, expect, it } from 'vitest';
import { cycleSeries, measuredQuantities } from '../../../../src/renderer/src/charts/cycle-series.ts';

describe('the curves of a cycle', () => {
  it('are those that were measured; a cycle without samples has none', () => {
    const curves = { time: [0, 10], voltage: [4.1, 4], current: [-1, -1], temperature: [] };
    const measured = measuredQuantities(curves);
    expect(measured.map(({ key }) => key)).toEqual(['voltage', 'current']);
    expect(measured.map((quantity) => cycleSeries(curves, quantity).y)).toEqual([
      [4.1, 4],
      [-1, -1],
    ]);
    expect(measuredQuantities({ time: [], voltage: [], current: [], temperature: [] })).toEqual([]);
  });
});
