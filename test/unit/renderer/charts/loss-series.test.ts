import { describe, expect, it } from 'vitest';
import { chartDatasets } from '../../../../src/renderer/src/charts/chart-datasets.ts';
import { lossSeries, withSmoothing } from '../../../../src/renderer/src/charts/loss-series.ts';
import { curvesOfMetrics } from '../../../../src/renderer/src/charts/curves.ts';

const metrics = {
  epochs: [1, 2, 3],
  train_loss: [1, 0.5, 0.25],
  val_loss: [2, 1, 0.5],
  data_loss: [1, 0.5, 0.25],
  ridge_val_loss: [0.3, 0.3, 0.3],
  val_loss_deviation: [0.5, 1, null],
};

describe('the series of a job', () => {
  it('a deviation is the band around its loss, not a curve of its own; nor is a reference', () => {
    const series = lossSeries(curvesOfMetrics(metrics));
    expect(series.map(({ key }) => key)).toEqual(['train_loss', 'val_loss']);
    expect(series[0]?.band).toBeUndefined();
    expect(series[1]?.band).toMatchObject({ low: [1.5, 0, null], high: [2.5, 2, null] });
  });

  it('smoothing smooths the band with its line', () => {
    const [, raw, , smoothed] = withSmoothing(lossSeries(curvesOfMetrics(metrics)), 0.9);
    expect(raw).toMatchObject({ isUnderlay: true, key: 'val_loss' });
    expect(smoothed?.band?.high[0]).toBeCloseTo(2.5, 12);
    expect(smoothed?.band?.high[1]).toBeLessThan(2.5);
    expect(smoothed?.band?.low[2]).toBeNull();
  });

  it('a band is filled between two lines without a stroke; on a logarithmic axis it ends at the lowest curve', () => {
    const drawn = chartDatasets(lossSeries(curvesOfMetrics(metrics)), null, 'logarithmic');
    expect(drawn.map(({ label, fill }) => [label, fill])).toEqual([
      ['train', false],
      ['validation low', false],
      ['validation high', '-1'],
      ['validation', false],
    ]);
    expect(drawn[1]?.data.map(({ y }) => y)).toEqual([1.5, 0.25, NaN]);
    expect(new Set(drawn.map(({ label }) => label)).size).toBe(drawn.length);
  });
});
