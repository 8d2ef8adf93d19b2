/** Made-up samples of a cell that is charged at constant current, then constant voltage, and discharged, cycle after cycle. */
export interface Sample {
  readonly cycle: number;
  readonly step: number;
  /** s from the start of the test */
  readonly time: number;
  readonly voltage: number;
  /** A, positive while charging */
  readonly current: number;
  readonly temperature: number;
}

const resistanceOhm = 0.08;
const intervalS = 30;
const openCircuitV = (stateOfCharge: number): number => 3.3 + stateOfCharge * (0.5 + 0.4 * stateOfCharge);

/** A 2 Ah cell that loses 2 % of its capacity each cycle: cycle n discharges 2 · 0.98ⁿ Ah at 2 A, to the sample. */
export function madeUpSamples(cycleCount: number): readonly Sample[] {
  const samples: Sample[] = [];
  let time = 0;
  const add = (sample: Pick<Sample, 'cycle' | 'step' | 'current' | 'voltage'>): void => {
    samples.push({ ...sample, time, temperature: 25 + sample.step / 10 });
    time += intervalS;
  };
  for (let cycle = 1; cycle <= cycleCount; cycle += 1) {
    const capacityAh = 2 * 0.98 ** cycle;
    let charged = 0;
    for (;;) {
      const rest = openCircuitV(charged / capacityAh);
      const current = Math.min(2, (4.2 - rest) / resistanceOhm);
      if (current < 0.05) break;
      add({ cycle, step: current === 2 ? 1 : 2, current, voltage: rest + current * resistanceOhm });
      charged += (current * intervalS) / 3600;
    }
    for (let pause = 0; pause < 4; pause += 1) add({ cycle, step: 3, current: 0.0003, voltage: 4.15 });
    const sampleCount = Math.round((capacityAh * 3600) / (2 * intervalS));
    for (let sample = 0; sample <= sampleCount; sample += 1) {
      const voltage = openCircuitV(1 - sample / sampleCount) - 2 * resistanceOhm;
      add({ cycle, step: 4, current: -2, voltage });
    }
    for (let pause = 0; pause < 4; pause += 1) add({ cycle, step: 5, current: -0.0002, voltage: 3.3 });
  }
  return samples;
}

/** Ah that the samples of a cycle discharge, trapezoidal between samples and towards the rests. */
export function dischargedAh(cycle: number): number {
  const sampleCount = Math.round((2 * 0.98 ** cycle * 3600) / (2 * intervalS));
  return (2 * intervalS * (sampleCount + 1)) / 3600;
}

/** Rows of a CSV: each column's name and what it holds of a sample. */
export function samplesAsCsv(
  samples: readonly Sample[],
  columns: Readonly<Record<string, (sample: Sample, row: number) => string | number>>,
  separator = ',',
): string {
  const rows = samples.map((sample, row) => Object.values(columns).map((column) => column(sample, row)));
  return [Object.keys(columns), ...rows].map((cells) => cells.join(separator)).join('\n');
}

/** Twenty made-up cycles as a cycler writes them: cycle, time, voltage and current of every sample. */
export const curvesAsCsv = (): string =>
  samplesAsCsv(madeUpSamples(20), {
    cycle: ({ cycle }: Sample) => cycle,
    'time (s)': ({ time }: Sample) => time,
    'voltage (V)': ({ voltage }: Sample) => voltage,
    'current (A)': ({ current }: Sample) => current,
  });
