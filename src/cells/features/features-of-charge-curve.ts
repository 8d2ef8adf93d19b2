/**
 * Sixteen numbers that describe one charge by two windows near its end, where cells differ most as they age:
 * CC: the last 0.2 V below the cut-off voltage while the current is still constant; CV: the current falling from 0.5 A
 * to 0.1 A at the cut-off. Per window: mean, standard deviation, excess kurtosis and skewness (population moments) of
 * the voltage (CC) or current (CV), charge (trapezoidal), duration, slope of the least-squares line over time, and the
 * entropy of the samples, -sum p ln p with p = sample / sum of samples.
 */

/** One charge as logged: equally long arrays, times ascending. */
export interface ChargeCurve {
  /** s */
  readonly timeS: ArrayLike<number>;
  /** V */
  readonly voltageV: ArrayLike<number>;
  /** A, positive while charging */
  readonly currentA: ArrayLike<number>;
}

export interface ChargeWindows {
  readonly cutOffVoltageV: number;
  /** How far below the cut-off a charger may read while it holds it; 0 unless given. */
  readonly cutOffToleranceV?: number;
  /** The CC window ends this far above its start, at the cut-off. */
  readonly ccWindowV: number;
  readonly cvFromCurrentA: number;
  readonly cvToCurrentA: number;
}

export const chargeCurveFeatureNames = [
  'voltage mean',
  'voltage std',
  'voltage kurtosis',
  'voltage skewness',
  'CC Q',
  'CC charge time',
  'voltage slope',
  'voltage entropy',
  'current mean',
  'current std',
  'current kurtosis',
  'current skewness',
  'CV Q',
  'CV charge time',
  'current slope',
  'current entropy',
] as const;

interface WindowSamples {
  readonly timeS: number[];
  /** What the window is described by: voltage (CC) or current (CV). */
  readonly samples: number[];
  readonly currentA: number[];
}

/** In the order of `chargeCurveFeatureNames`; NaN throughout a window that has fewer than three samples. */
export function featuresOfChargeCurve(curve: ChargeCurve, windows: ChargeWindows): readonly number[] {
  const cvStart = firstSampleAtCutOff(curve, windows.cutOffVoltageV - (windows.cutOffToleranceV ?? 0));
  const cc: WindowSamples = { timeS: [], samples: [], currentA: [] };
  const cv: WindowSamples = { timeS: [], samples: [], currentA: [] };
  for (let index = 0; index < curve.timeS.length; index += 1) {
    const [time, voltage, current] = [curve.timeS[index], curve.voltageV[index], curve.currentA[index]];
    if (time === undefined || voltage === undefined || current === undefined) break;
    if (index < cvStart) {
      const isInside = voltage >= windows.cutOffVoltageV - windows.ccWindowV;
      if (isInside) addSample(cc, time, voltage, current);
    } else if (current <= windows.cvFromCurrentA && current >= windows.cvToCurrentA) {
      addSample(cv, time, current, current);
    }
  }
  return [...describeWindow(cc), ...describeWindow(cv)];
}

/** Where the constant voltage begins; the number of samples where it never does. */
function firstSampleAtCutOff({ voltageV }: ChargeCurve, cutOffVoltageV: number): number {
  for (let index = 0; index < voltageV.length; index += 1) {
    if ((voltageV[index] ?? 0) >= cutOffVoltageV) return index;
  }
  return voltageV.length;
}

function addSample(window: WindowSamples, time: number, sample: number, current: number): void {
  window.timeS.push(time);
  window.samples.push(sample);
  window.currentA.push(current);
}

function describeWindow({ timeS, samples, currentA }: WindowSamples): readonly number[] {
  const start = timeS[0];
  const end = timeS[timeS.length - 1];
  if (samples.length < 3 || start === undefined || end === undefined)
    return Array.from({ length: 8 }, () => Number.NaN);
  const { mean, deviation, kurtosis, skewness } = momentsOf(samples);
  return [
    mean,
    deviation,
    kurtosis,
    skewness,
    chargeAh(timeS, currentA),
    end - start,
    slopeOf(timeS, samples),
    entropyOf(samples),
  ];
}

function momentsOf(samples: readonly number[]) {
  const count = samples.length;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / count;
  let [m2, m3, m4] = [0, 0, 0];
  for (const sample of samples) {
    const distance = sample - mean;
    const square = distance * distance;
    m2 += square / count;
    m3 += (square * distance) / count;
    m4 += (square * square) / count;
  }
  return { mean, deviation: Math.sqrt(m2), kurtosis: m4 / (m2 * m2) - 3, skewness: m3 / m2 ** 1.5 };
}

function chargeAh(timeS: readonly number[], currentA: readonly number[]): number {
  let ampereSeconds = 0;
  for (let index = 1; index < timeS.length; index += 1) {
    const step = (timeS[index] ?? 0) - (timeS[index - 1] ?? 0);
    ampereSeconds += (step * ((currentA[index] ?? 0) + (currentA[index - 1] ?? 0))) / 2;
  }
  return ampereSeconds / 3600;
}

function slopeOf(timeS: readonly number[], samples: readonly number[]): number {
  const meanTime = timeS.reduce((sum, time) => sum + time, 0) / timeS.length;
  let [covariance, variance] = [0, 0];
  for (const [index, time] of timeS.entries()) {
    covariance += (time - meanTime) * (samples[index] ?? 0);
    variance += (time - meanTime) ** 2;
  }
  return covariance / variance;
}

function entropyOf(samples: readonly number[]): number {
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  return -samples.reduce((sum, sample) => sum + (sample / total) * Math.log(sample / total), 0);
}
