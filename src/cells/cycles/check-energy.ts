/** A stated energy of discharges beside the integral of voltage times current: it tells a voltage in another unit. */
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import { type CellToCompare, compareCapacity } from './compare-capacity.ts';
import type { CutCycle } from './cut-cycles.ts';
import { denseSamples } from './believe-capacity.ts';

export interface StatedEnergy {
  /** Of the column. */
  readonly name: string;
  readonly cells: readonly {
    readonly cycles: readonly CutCycle[];
    /** Wh, by sample: a counter, or one number in all rows of a cycle. */
    readonly energyWh: Float64Array;
  }[];
  /** What the integral is to be multiplied by, where times and currents turned out to be in other units. */
  readonly factor: number;
}

/** Voltages are logged as well as currents: what differs by more is no rounding. */
const tolerance = 0.1;

/** Nothing where they agree, and where a discharge has too few samples to tell. */
export function checkEnergy({ name, cells, factor }: StatedEnergy): readonly QualityEntry[] {
  const powers = cells.map(({ cycles, energyWh }): CellToCompare => ({
    cycles: cycles.map(withPower),
    capacities: [energyWh],
    dischargeColumns: [0],
  }));
  const { statedAh: statedWh, integratedAh, samplesPerDischarge } = compareCapacity(powers, 0);
  const integratedWh = integratedAh * factor;
  const isFar = Math.abs(Math.log(statedWh / integratedWh)) > Math.log(1 + tolerance);
  if (!isFar || samplesPerDischarge < denseSamples) return [];
  const message =
    `"${name}" states ${short(statedWh)} Wh in a usual cycle, voltage times current gives ${short(integratedWh)} Wh. ` +
    'Is the voltage, or the energy, in another unit than its name says?';
  return [qualityEntry('energy_differs', 'warning', message)];
}

const short = (value: number): number => Number(value.toPrecision(4));

/** Watts in the place of amperes: then charge is energy. */
const withPower = (cycle: CutCycle): CutCycle => {
  const { voltageV, currentA } = cycle.curve;
  const powerW = currentA.map((current, sample) => current * (voltageV[sample] ?? Number.NaN));
  return { ...cycle, curve: { ...cycle.curve, currentA: powerW } };
};
