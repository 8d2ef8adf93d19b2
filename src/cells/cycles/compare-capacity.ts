/** What a file states as capacity, held against the integral of its current, cycle by cycle. */
import { numberAt } from '../number-at.ts';
import { quantile } from '../quality/capacity-course.ts';
import { capacityOfCycle, dischargedAh } from './capacity-of-cycle.ts';
import { countSignVotes, restCurrent, signOf } from './current-sign.ts';
import type { CutCycle } from './cut-cycles.ts';
import type { RawCycle } from './raw-cell.ts';
import { withStatedCapacity } from './stated-capacity.ts';

/** One cell's samples with the columns that may state its capacity. */
export interface CellToCompare {
  readonly cycles: readonly CutCycle[];
  /** Each [samples] of the cell, Ah */
  readonly capacities: readonly Float64Array[];
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

function bothOfCell({ cycles, capacities }: CellToCompare, column: number): readonly Both[] {
  const capacityAh = capacities[column];
  if (!capacityAh) return [];
  const curves = cycles.map(({ curve }) => curve);
  const restA = restCurrent(curves);
  const votes = countSignVotes(curves, restA);
  const isSwapped = votes.swapped > votes.plain;
  return withStatedCapacity(cycles, capacityAh).map((stated, index) => {
    const cycle: RawCycle = { cycleIndex: index, summary: {}, ...stated };
    return bothOfCycle(isSwapped ? swapped(cycle) : cycle, restA);
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
