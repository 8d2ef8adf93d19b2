/** Samples as a tester keeps them: each with its step, what that does, and what it has counted since it began. */
import type { Sample } from './raw-samples.ts';

export interface TesterRecord extends Sample {
  /** Of the steps as they were run, from 1. */
  readonly run: number;
  /** By its number in Neware's files: 1 charge, 2 discharge, 3 at constant voltage, 4 rest. */
  readonly status: 1 | 2 | 3 | 4;
  /** s since the step began */
  readonly stepTime: number;
  /** Ah since the step began */
  readonly discharged: number;
  readonly charged: number;
}

const statuses = [4, 1, 3, 4, 2, 4] as const;

export function testerRecords(samples: readonly Sample[]): readonly TesterRecord[] {
  let [run, step, startedAt, charged, discharged, before] = [0, 0, 0, 0, 0, 0];
  return samples.map((sample) => {
    if (sample.step !== step) {
      [run, step, startedAt, charged, discharged] = [run + 1, sample.step, sample.time, 0, 0];
    } else {
      const movedAh = (sample.current * (sample.time - before)) / 3600;
      charged += Math.max(0, movedAh);
      discharged += Math.max(0, -movedAh);
    }
    before = sample.time;
    const status = statuses[step] ?? 4;
    return { ...sample, run, status, stepTime: sample.time - startedAt, charged, discharged };
  });
}

/** Ah that the discharge of each cycle counted. */
export function countedCapacities(records: readonly TesterRecord[]): readonly number[] {
  const capacities = new Map<number, number>();
  for (const { cycle, status, discharged } of records) if (status === 2) capacities.set(cycle, discharged);
  return [...capacities.values()];
}
