/**
 * Which column's capacity is believed. Stated and integrated capacity agree; or they would if a unit that the file does
 * not name were another one; or the one that is surer counts, and the report says so; or there is no telling.
 */
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../quality/quality-entry.ts';
import type { Comparison } from './compare-capacity.ts';

type Name = 'time' | 'current' | 'capacity';

interface CapacityColumn {
  readonly name: string;
  readonly comparison: Comparison;
  readonly isUnitNamed: boolean;
}

export interface Columns {
  /** Best name first. */
  readonly capacities: readonly CapacityColumn[];
  /** Of a file whose units and meanings are fixed: then only the integral can be wrong. */
  readonly hasInstrumentsCounter?: boolean;
  /** Names of the columns, undefined where their unit stands in the file. */
  readonly timeWithoutUnit: string | undefined;
  readonly currentWithoutUnit: string | undefined;
}

export interface Belief {
  /** Index of the column whose capacity counts; null: the current is integrated. */
  readonly column: number | null;
  /** What the numbers in the file are in, where it is not s, A and Ah after all. */
  readonly units: Partial<Record<Name, UnitFound>>;
  readonly entries: readonly QualityEntry[];
}

interface UnitFound {
  readonly unit: string;
  readonly factor: number;
}

/** Logged by hand or every other minute, a charge is integrated to this. */
const agreement = 0.1;
/** With so many samples a discharge is integrated better than a stated number that differs can be believed. */
export const denseSamples = 20;
/** Beyond it a column is not what its name says. */
const largestDifference = 2;

export function believeCapacity(columns: Columns): Belief {
  const compared = columns.capacities.flatMap(({ comparison }, index) =>
    Number.isFinite(comparison.ratio) ? [index] : [],
  );
  const agreeing = compared.find((index) => isOne(ratioOf(columns, index)));
  if (agreeing !== undefined) return believed(columns, agreeing);
  for (const index of compared) {
    const units = explainByUnits(columns, index);
    if (units) return { ...believed(columns, index, units), units };
  }
  const [first] = compared;
  return first === undefined ? { column: null, units: {}, entries: [] } : disputed(columns, first);
}

const isOne = (ratio: number): boolean => Math.abs(Math.log(ratio)) <= Math.log(1 + agreement);
const ratioOf = ({ capacities }: Columns, index: number): number =>
  capacities[index]?.comparison.ratio ?? Number.NaN;

function believed(columns: Columns, index: number, units: Belief['units'] = {}): Belief {
  const { capacities } = columns;
  const others = capacities.filter((_, other) => other !== index).map(({ name }) => `"${name}"`);
  const name = capacities[index]?.name ?? '';
  const choice = `The capacity is taken from "${name}", not from ${others.join(', ')}: ${index === 0 ? 'it is named best, and the current agrees' : 'the integral of the current agrees with it'}.`;
  return {
    column: index,
    units: {},
    entries: [
      ...(others.length > 0 ? [qualityEntry('column_left_out', 'info', choice, { count: others.length })] : []),
      ...unitEntries(columns, index, units),
    ],
  }; // prettier-ignore
}

interface Option {
  readonly units: Belief['units'];
  /** Unlikelier where it is larger. */
  readonly cost: number;
}

const timeUnits: readonly UnitFound[] = [
  { unit: 'min', factor: 60 },
  { unit: 'h', factor: 3600 },
  { unit: 'ms', factor: 0.001 },
];
const milliampere: UnitFound = { unit: 'mA', factor: 0.001 };
const capacityUnits: readonly UnitFound[] = [
  { unit: 'mAh', factor: 0.001 },
  { unit: 'As', factor: 1 / 3600 },
];
/** No cycle takes longer: then the clock counts something smaller. */
const longestCycleS = 2_600_000;

/** The likeliest units, among quantities without one, under which stated and integrated capacity agree. */
function explainByUnits(columns: Columns, index: number): Belief['units'] | undefined {
  const { comparison, isUnitNamed } = columns.capacities[index] ?? {};
  if (!comparison) return undefined;
  const options = optionsOf('time', columns.timeWithoutUnit === undefined ? [] : timeUnits).flatMap((time) =>
    optionsOf('current', columns.currentWithoutUnit === undefined ? [] : [milliampere]).flatMap((current) =>
      optionsOf('capacity', isUnitNamed === true ? [] : capacityUnits).map((capacity): Option => {
        const units = { ...time, ...current, ...capacity };
        const isTooSlow = comparison.cycleS * (units.time?.factor ?? 1) > longestCycleS;
        return { units, cost: Object.keys(units).length + (isTooSlow ? 5 : 0) };
      }),
    ),
  );
  const fitting = options.filter(({ units }) => {
    const [time, current, capacity] = [units.time, units.current, units.capacity].map((found) => found?.factor ?? 1);
    return isOne((comparison.ratio * (capacity ?? 1)) / ((time ?? 1) * (current ?? 1)));
  }); // prettier-ignore
  return fitting.toSorted((a, b) => a.cost - b.cost)[0]?.units;
}

const optionsOf = (name: Name, units: readonly UnitFound[]): readonly Belief['units'][] => [
  {},
  ...units.map((unit) => ({ [name]: unit })),
];

function unitEntries(columns: Columns, index: number, units: Belief['units']): readonly QualityEntry[] {
  const names = {
    time: columns.timeWithoutUnit,
    current: columns.currentWithoutUnit,
    capacity: columns.capacities[index]?.name,
  };
  return Object.entries(units).map(([quantity, { unit }]) => {
    const message = `"${names[quantity as Name] ?? ''}" does not name its unit: ${unit}, since only then the stated capacity is the integral of the current.`;
    return qualityEntry('unit_assumed', 'warning', message);
  });
}

/** Neither a unit nor another column explains the difference. */
function disputed(columns: Columns, index: number): Belief {
  const column = columns.capacities[index];
  if (!column) return { column: null, units: {}, entries: [] };
  const { ratio, statedAh, integratedAh, samplesPerDischarge } = column.comparison;
  const found = `"${column.name}" states ${short(statedAh)} Ah in a usual cycle, the integral of the current is ${short(integratedAh)} Ah`;
  if (columns.hasInstrumentsCounter === true) return instrumentsOwn(index, found);
  const isFar = ratio > largestDifference || ratio < 1 / largestDifference;
  if (isFar && (samplesPerDischarge < denseSamples || isOfUnits(ratio))) {
    throw invalidFile(
      `expected a stated capacity that is about the integral of the current, but ${found}; is one of the columns in ` +
        'another unit than its name says? Correct the name, or leave the capacity out',
    );
  }
  const isDense = samplesPerDischarge >= denseSamples;
  const why = isDense
    ? `The integral was believed, from ${samplesPerDischarge} samples a discharge`
    : `The file was believed, since a discharge has ${samplesPerDischarge} samples only`;
  const entry = qualityEntry('capacity_differs', 'warning', `${found}. ${why}.`);
  return { column: isDense ? null : index, units: {}, entries: [entry] };
}

function instrumentsOwn(index: number, found: string): Belief {
  const why = 'The counter of the instrument was believed, which counts between two samples too';
  return {
    column: index,
    units: {},
    entries: [qualityEntry('capacity_differs', 'warning', `${found}. ${why}.`)],
  };
}

const short = (value: number): number => Number(value.toPrecision(4));

/** 1000, 60 or 3600 and the like: a unit is wrong, and the current's may be. */
const isOfUnits = (ratio: number): boolean =>
  [1000, 60, 3600, 1e6, 60_000, 3.6e6, 1000 / 60, 3.6].some(
    (factor) => isOne(ratio / factor) || isOne(ratio * factor),
  );
