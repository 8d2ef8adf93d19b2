import { describe, expect, it } from 'vitest';
import {
  chargeCurveFeatureNames,
  featuresOfChargeCurve,
} from '../../../../src/cells/features/features-of-charge-curve.ts';

const windows = { cutOffVoltageV: 4.2, ccWindowV: 0.2, cvFromCurrentA: 0.5, cvToCurrentA: 0.1 };

/** 2 A from 3.9 V, 1 mV a second up to 4.2 V; then the current falls by 1 mA a second from 2 A to 0. */
const straightLines = (() => {
  const cc = Array.from({ length: 300 }, (_, second) => ({ voltage: 3.9 + second / 1000, current: 2 }));
  const cv = Array.from({ length: 2001 }, (_, second) => ({ voltage: 4.2, current: 2 - second / 1000 }));
  const samples = [...cc, ...cv];
  return {
    timeS: samples.map((_, second) => second),
    voltageV: samples.map(({ voltage }) => voltage),
    currentA: samples.map(({ current }) => current),
  };
})();

const named = (values: readonly number[]): Record<string, number> =>
  Object.fromEntries(chargeCurveFeatureNames.map((name, index) => [name, values[index] ?? Number.NaN]));

/** Moments of n evenly spaced values: excess kurtosis -6 (n² + 1) / (5 (n² - 1)), deviation step √((n² - 1) / 12). */
const evenKurtosis = (count: number): number => (-6 * (count ** 2 + 1)) / (5 * (count ** 2 - 1));
const evenDeviation = (count: number, step: number): number => step * Math.sqrt((count ** 2 - 1) / 12);

describe('features of a charge curve', () => {
  const features = named(featuresOfChargeCurve(straightLines, windows));

  it('describe a straight constant-current window as the closed forms do', () => {
    const samples = straightLines.voltageV.slice(0, 300).filter((voltage) => voltage >= 4.0);
    const count = samples.length;
    expect(features['voltage mean']).toBeCloseTo(4.0995, 3);
    expect(features['voltage std']).toBeCloseTo(evenDeviation(count, 0.001), 9);
    expect(features['voltage kurtosis']).toBeCloseTo(evenKurtosis(count), 6);
    expect(features['voltage skewness']).toBeCloseTo(0, 6);
    expect(features['CC charge time']).toBe(count - 1);
    expect(features['CC Q']).toBeCloseTo((2 * (count - 1)) / 3600, 9);
    expect(features['voltage slope']).toBeCloseTo(0.001, 9);
    // All samples are nearly equally large, so the entropy is nearly that of equal shares.
    expect(features['voltage entropy']).toBeCloseTo(Math.log(count), 3);
  });

  it('describe a straight constant-voltage window as the closed forms do', () => {
    expect(features['current mean']).toBeCloseTo(0.3, 3);
    expect(features['current std']).toBeCloseTo(evenDeviation(401, 0.001), 3);
    expect(features['current kurtosis']).toBeCloseTo(evenKurtosis(401), 3);
    expect(features['CV charge time']).toBeGreaterThanOrEqual(399);
    expect(features['CV charge time']).toBeLessThanOrEqual(400);
    expect(features['CV Q']).toBeCloseTo((0.3 * 400) / 3600, 3);
    expect(features['current slope']).toBeCloseTo(-0.001, 9);
  });

  it('are missing for a window that the charge never reached', () => {
    const { timeS, voltageV, currentA } = straightLines;
    const interrupted = {
      timeS: timeS.slice(0, 250),
      voltageV: voltageV.slice(0, 250),
      currentA: currentA.slice(0, 250),
    };
    const values = featuresOfChargeCurve(interrupted, windows);
    expect(values.slice(0, 8).every(Number.isFinite)).toBe(true);
    expect(values.slice(8)).toEqual(Array.from({ length: 8 }, () => Number.NaN));
  });
});
