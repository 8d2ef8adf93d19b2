import { describe, expect, it } from 'vitest';
import {
  agreementClouds,
  evaluationCsv,
  residualClouds,
} from '../../../../src/renderer/src/charts/evaluation-clouds.ts';
import { predictionSeries } from '../../../../src/renderer/src/charts/prediction-series.ts';
import type { EvaluatedCell } from '../../../../src/shared/contract/prediction.ts';

const cell: EvaluatedCell = {
  battery_id: 3,
  name: 'a, "b"',
  rul_ends_at: null,
  applicability: null,
  metrics: {
    rows: 2,
    soh_mape: 1,
    soh_mae: 0.01,
    soh_rmse: 0.01,
    soh_r2: 0.9,
    rul_mape: null,
    rul_mae: null,
    rul_rmse: null,
    rul_r2: null,
    coverage: 1,
    rul_coverage: null,
  },
  references: [],
  cycles: [1, 2],
  soh_true: [1, 0.5],
  soh_predicted: [0.75, 0.625],
  soh_low: [0.5, 0.5],
  soh_high: [1, 0.75],
  rul_true: [null, null],
  rul_predicted: [40, 30],
  rul_low: [null, null],
  rul_high: [null, null],
  warnings: [],
};

describe('an evaluation as points and lines', () => {
  it('predicted over measured in percent, residuals over the cycle', () => {
    expect(agreementClouds([cell], 'soh')[0]).toMatchObject({ x: [100, 50], y: [75, 62.5], cycles: [1, 2] });
    expect(residualClouds([cell], 'soh')[0]).toMatchObject({ x: [1, 2], y: [-25, 12.5] });
    expect(residualClouds([cell], 'rul')[0]?.y).toEqual([null, null]);
  });

  it('the CSV carries every row with names quoted, empty where nothing is known', () => {
    expect(evaluationCsv([cell], 'soh')).toBe(
      [
        'battery_id,name,cycle,soh_measured_percent,soh_predicted_percent,soh_low_percent,soh_high_percent,soh_residual_percent',
        '3,"a, ""b""",1,100,75,50,100,-25',
        '3,"a, ""b""",2,50,62.5,50,75,12.5',
        '',
      ].join('\r\n'),
    );
    expect(evaluationCsv([cell], 'rul').split('\r\n')[1]).toBe('3,"a, ""b""",1,,40,,,');
  });

  it('a curve has its band where there is one, and what was measured where something was', () => {
    const [predicted, measured] = predictionSeries(cell, 'soh');
    expect(predicted?.band).toEqual({ label: '90 % band', low: [50, 50], high: [100, 75] });
    expect(measured).toMatchObject({ label: 'measured', y: [100, 50], isDashed: true });
    const rul = predictionSeries(cell, 'rul');
    expect(rul.map(({ label }) => label)).toEqual(['predicted']);
    expect(rul[0]?.band).toBeUndefined();
  });

  it('a curve of RUL ends at zero, as the answer does; residuals stay as they are', () => {
    const past = { ...cell, rul_true: [1, 0], rul_predicted: [2, -3], rul_low: [-1, -6], rul_high: [5, 1] };
    expect(predictionSeries(past, 'rul')[0]).toMatchObject({
      y: [2, 0],
      band: { low: [0, 0], high: [5, 1] },
    });
    expect(residualClouds([past], 'rul')[0]?.y).toEqual([1, -3]);
  });
});
