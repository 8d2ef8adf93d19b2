/** What a file states as capacity, held against the integral of its current, cycle by cycle. */
import { numberAt } from '../number-at.ts';
import { quantile } from '../quality/capacity-course.ts';
import { capacityOfCycle, dischargedAh } from './capacity-of-cycle.ts';
import { countSignVotes, restCurrent, signOf } from './current-sign.ts';
import type { CutCycle } from './cut-cycles.ts';
import { isSwappedByCounter } from './direction-by-counter.ts';
import type { RawCycle } from './raw-cell.ts';
import { withStatedCapacity } from './stated-capacity.ts';

/** One cell's samples with the columns that may state its capacity. */
export interface CellToCompare {
  readonly cycles: readonly CutCycle[];
  /** Each [samples] of the cell, Ah */
  readonly capacities: readonly Float64Array[];
  /** Of those, the ones that count what was discharged. */
  readonly dischargeColumns: readonly number[];
}

export interface Comparison {
  /** Stated over integrated, the median of the cycles that have both; NaN where none has. */
  readonly ratio: number;
  readonly statedAh: number;
  readonly integratedAh: number;
  /** Samples of a discharge, the median: with few of them the integral says little. */
  readonly samplesPerDischarge: number;
  /** Median length of a cycle, s */
  readonly cycleS: number;
}

interface Both {
  readonly statedAh: number;
  readonly integratedAh: number;
  readonly sampleCount: number;
}

/** Of the column with this index, over the cycles of all cells. */
export function compareCapacity(cells: readonly CellToCompare[], column: number): Comparison {
  const both = cells.flatMap((cell) => bothOfCell(cell, column)).filter(isComparable);
  const median = (of: (one: Both) => number): number => quantile(Float64Array.from(both, of), 0.5);
  const lengths = cells.flatMap(({ cycles }) => cycles.map(({ curve }) => numberAt(curve.timeS, curve.timeS.length - 1) - numberAt(curve.timeS, 0))); // prettier-ignore
  return {
    ratio: median(({ statedAh, integratedAh }) => statedAh / integratedAh),
    statedAh: median(({ statedAh }) => statedAh),
    integratedAh: median(({ integratedAh }) => integratedAh),
    samplesPerDischarge: median(({ sampleCount }) => sampleCount),
    cycleS: quantile(Float64Array.from(lengths), 0.5),
  };
}

const isComparable = ({ statedAh, integratedAh }: Both): boolean =>
  statedAh > 0 && integratedAh > 0 && statedAh < Infinity && integratedAh < Infinity;

/** Whether a positive current discharges: what a counter of discharges says, else what the voltage does. */
function isSwapped({ cycles, capacities, dischargeColumns }: CellToCompare, restA: number): boolean {
  for (const column of dischargeColumns) {
    const said = isSwappedByCounter(cycles, capacities[column] ?? new Float64Array(0), restA);
    if (said !== undefined) return said;
  }
  const curves = cycles.map(({ curve }) => curve);
  const votes = countSignVotes(curves, restA);
  return votes.swapped > votes.plain;
}

function bothOfCell(cell: CellToCompare, column: number): readonly Both[] {
  const { cycles } = cell;
  const capacityAh = cell.capacities[column];
  if (!capacityAh) return [];
  const restA = restCurrent(cycles.map(({ curve }) => curve));
  const isTurned = isSwapped(cell, restA);
  return withStatedCapacity(cycles, capacityAh).map((stated, index) => {
    const cycle: RawCycle = { cycleIndex: index, summary: {}, ...stated };
    return bothOfCycle(isTurned ? swapped(cycle) : cycle, restA);
  });
}

const swapped = (cycle: RawCycle): RawCycle => ({
  ...cycle,
  steps: cycle.steps.map((step) => ({
    ...step,
    curve: { ...step.curve, currentA: step.curve.currentA.map((current) => -current) },
  })),
});

function bothOfCycle(cycle: RawCycle, restA: number): Both {
  const curves = cycle.steps.map(({ curve }) => curve);
  return {
    statedAh: capacityOfCycle(cycle, restA).capacityAh,
    integratedAh: curves.reduce((sum, curve) => sum + dischargedAh(curve, restA), 0),
    sampleCount: curves.reduce((sum, { currentA }) => sum + currentA.filter((a) => signOf(a, restA) < 0).length, 0), // prettier-ignore
  };
}
