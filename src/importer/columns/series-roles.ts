/** Which columns of a cycler's export hold the samples: time, voltage, current, and what says more about them. */
import {
  cellNames,
  compact,
  type GivenColumns,
  type NumberColumn,
} from '../../cells/columns/column-roles.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { ColumnRole } from '../../shared/contract/import-mapping.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { columnsForRole, type NamedColumn } from './given-columns.ts';
import { type Heading, parseHeading } from './parse-heading.ts';
import type { RoleCandidates } from './role-candidates.ts';
import {
  capacityNames,
  currentNames,
  cycleColumnNames,
  dischargeCapacityNames,
  dischargeEnergyNames,
  energyUnits,
  type QuantityName,
  stepTypeNames,
  temperatureNames,
  timeNames,
  type Unit,
  unitsOfQuantity,
  voltageNames,
} from './vocabulary.ts';

export interface QuantityColumn extends NumberColumn {
  /** As the file calls it; null where it does not. */
  readonly unit: string | null;
  /** Value in s, V, A, Ah or °C = number × multiplier / divisor + offset; 1900 mAh are 1.9 Ah to the last digit. */
  readonly multiplier: number;
  readonly divisor: number;
  readonly offset: number;
}

interface CapacityColumn extends QuantityColumn {
  /** By its name it counts what was discharged, and nothing else. */
  readonly isOfDischarge: boolean;
}

/** What a clock counts from; `plain` says nothing about it. */
export type ClockKind = keyof typeof timeNames;

export interface SeriesRoles {
  /** By the labels of the Battery Data Format, whatever file they stand in. */
  readonly isBatteryDataFormat: boolean;
  readonly time: QuantityColumn;
  readonly clock: ClockKind;
  readonly voltage: QuantityColumn;
  readonly current: QuantityColumn;
  readonly temperature: QuantityColumn | undefined;
  /** By name, best first: those of the discharge, then the others. Which is right the current tells. */
  readonly capacities: readonly CapacityColumn[];
  /** Of what was discharged; held against voltage and current. */
  readonly energy: QuantityColumn | undefined;
  /** By name, best first. Which counts its numbers tell. */
  readonly cycles: readonly NumberColumn[];
  /** Words such as `CC_DChg`; tells the sign where the current has none. */
  readonly stepType: NumberColumn | undefined;
  readonly cell: NumberColumn | undefined;
  readonly candidates: readonly RoleCandidates[];
  /** Columns that were passed over for a better one, and those that are not read. */
  readonly entries: readonly QualityEntry[];
}

/** In s, V, A, Ah or °C. */
export const convert = ({ multiplier, divisor, offset }: QuantityColumn, value: number): number =>
  (value * multiplier) / divisor + offset;

/** More columns of one kind are not looked into. */
const maxCandidates = 3;

/** The required and recommended labels of the Battery Data Format, and its machine-readable names. */
const bdfNames = [
  ['test time / s', 'test_time_second'],
  ['voltage / v', 'voltage_volt'],
  ['current / a', 'current_ampere'],
];

/** Undefined where time, voltage and current are not all there: then it is no export of samples. */
export function findSeriesRoles(
  header: readonly string[],
  given: GivenColumns = {},
): SeriesRoles | undefined {
  const columns = header.map((name, position) => ({ name: name.trim(), position, ...parseHeading(name) }));
  const columnsFor = (role: ColumnRole): readonly NamedColumn[] => columnsForRole(columns, role, given);
  const clocks = clocksOf(columnsFor('time'));
  const [time] = clocks;
  const voltages = quantities(columnsFor('voltage'), 'voltage', voltageNames);
  const currents = quantities(columnsFor('current'), 'current', currentNames);
  const [voltage, current] = [voltages[0], currents[0]];
  if (!time || !voltage || !current) return undefined;
  const others = otherColumns(columnsFor, given);
  const { temperatures, capacities, cycles, stepTypes, cells } = others;
  const times = clocks.map(({ column }) => column);
  const found = { ...others, times, voltages, currents };
  const isBdf = (names: readonly string[]): boolean =>
    header.some((name) => names.includes(name.trim().toLowerCase()));
  return {
    isBatteryDataFormat: bdfNames.every(isBdf),
    time: time.column,
    clock: time.clock,
    voltage,
    current,
    temperature: temperatures[0],
    capacities,
    energy: energyColumn(columns),
    cycles,
    stepType: stepTypes[0],
    cell: cells[0],
    candidates: candidatesOf(found),
    entries: [...passedOver(found), ...notRead(columns, readOf(found))],
  };
}

const clocksOf = (columns: readonly NamedColumn[]) =>
  (['test', 'plain', 'step', 'date'] as const).flatMap((clock) =>
    quantities(columns, 'time', timeNames[clock], clock).map((column) => ({ clock, column })),
  );

/** Beyond time, voltage and current. A column that was named by a person has whatever name it has. */
function otherColumns(columnsFor: (role: ColumnRole) => readonly NamedColumn[], given: GivenColumns) {
  const byWords = (role: ColumnRole, names: readonly RegExp[]): readonly NumberColumn[] =>
    words(columnsFor(role), given[role] ? anyName : names);
  return {
    temperatures: quantities(columnsFor('temperature'), 'temperature', temperatureNames),
    capacities: capacityColumns(columnsFor('capacity')),
    cycles: byWords('cycle', cycleColumnNames).slice(0, maxCandidates),
    stepTypes: byWords('step_type', stepTypeNames),
    cells: byWords('cell', cellNames),
  };
}

interface FoundColumns extends ReturnType<typeof otherColumns> {
  readonly times: readonly QuantityColumn[];
  readonly voltages: readonly QuantityColumn[];
  readonly currents: readonly QuantityColumn[];
}

const passedOver = ({ times, voltages, currents, temperatures }: FoundColumns): readonly QualityEntry[] => [
  ...beaten('time', times),
  ...beaten('voltage', voltages),
  ...beaten('current', currents),
  ...beaten('temperature', temperatures),
];

const readOf = ({
  times,
  voltages,
  currents,
  temperatures,
  capacities,
  cycles,
  stepTypes,
  cells,
}: FoundColumns) => [
  ...[...times, ...voltages, ...currents, ...temperatures, ...capacities, ...cycles],
  ...[stepTypes[0], cells[0]],
];

const candidatesOf = (found: FoundColumns): readonly RoleCandidates[] => [
  { role: 'time', columns: found.times },
  { role: 'voltage', columns: found.voltages },
  { role: 'current', columns: found.currents },
  { role: 'temperature', columns: found.temperatures },
  { role: 'capacity', columns: found.capacities },
  { role: 'cycle', columns: found.cycles },
  { role: 'step_type', columns: found.stepTypes },
  { role: 'cell', columns: found.cells },
];

function capacityColumns(columns: readonly NamedColumn[]): readonly CapacityColumn[] {
  const ofDischarge = quantities(columns, 'capacity', dischargeCapacityNames);
  const others = quantities(columns, 'capacity', capacityNames);
  return [
    ...ofDischarge.map((column) => ({ ...column, isOfDischarge: true })),
    ...others.map((column) => ({ ...column, isOfDischarge: false })),
  ].slice(0, maxCandidates);
}

function energyColumn(columns: readonly NamedColumn[]): QuantityColumn | undefined {
  const named = columns.filter(({ quantity }) => dischargeEnergyNames.test(quantity));
  const [first] = named.flatMap((column) => {
    const unit = energyUnits[column.unit ?? 'wh'];
    return unit ? [quantityColumn(column, unit)] : [];
  });
  return first;
}

/** All columns with one of the names and a unit of the quantity, or none; best name first, then from the left. */
function quantities(
  columns: readonly NamedColumn[],
  quantity: QuantityName,
  names: readonly RegExp[],
  clock?: ClockKind,
): readonly QuantityColumn[] {
  return names.flatMap((pattern) =>
    columns.flatMap((column) => {
      const unit = pattern.test(column.quantity) ? unitOf(column, quantity, clock) : undefined;
      return unit ? [quantityColumn(column, unit)] : [];
    }),
  );
}

const quantityColumn = ({ name, position, unitText }: NamedColumn, unit: Unit): QuantityColumn => ({
  name,
  position,
  unit: unitText,
  multiplier: unit[0],
  divisor: unit[1] ?? 1,
  offset: unit[2] ?? 0,
});

/** Names that say too little without a unit. */
const needsUnit = /^(.|test|step|total|relative|im|vf|ah)$/;
const chinese = /\p{Script=Han}/u;

/** Undefined where the unit is another quantity's. Clocks such as `h:min:s` are read as seconds; dates have no unit. */
function unitOf({ quantity, unit }: Heading, of: QuantityName, clock?: ClockKind): Unit | undefined {
  if (unit === null) return needsUnit.test(quantity) && !chinese.test(quantity) ? undefined : [1];
  if (of === 'time' && (unit.includes(':') || clock === 'date')) return [1];
  const known: Readonly<Record<string, Unit>> = unitsOfQuantity[of];
  return Object.hasOwn(known, unit) ? known[unit] : undefined;
}

const anyName: readonly RegExp[] = [/^/];

/** `Cycle Count / 1`: the unit of a count may stand there too. */
function words(columns: readonly NamedColumn[], names: readonly RegExp[]): readonly NumberColumn[] {
  return names.flatMap((pattern) =>
    columns
      .filter(
        ({ name, quantity, unit }) => pattern.test(compact(name)) || (unit === '1' && pattern.test(quantity)),
      )
      .map(({ name, position }) => ({ name, position })),
  );
}

const quoted = (columns: readonly NumberColumn[]): string =>
  columns.map(({ name }) => `"${name.slice(0, 60)}"`).join(', ');

/** The choice is told with those that it beat. */
function beaten(role: string, candidates: readonly NumberColumn[]): readonly QualityEntry[] {
  const [chosen, ...others] = candidates;
  if (!chosen || others.length === 0) return [];
  const message = `The ${role} is taken from ${quoted([chosen])}, not from ${quoted(others.slice(0, 5))}.`;
  return [qualityEntry('column_left_out', 'info', message, { count: others.length })];
}

function notRead(
  columns: readonly NamedColumn[],
  used: readonly (NumberColumn | undefined)[],
): readonly QualityEntry[] {
  const positions = new Set(used.map((column) => column?.position));
  const others = columns.filter(({ name, position }) => name !== '' && !positions.has(position));
  if (others.length === 0) return [];
  const more = others.length > 12 ? ` and ${others.length - 12} more` : '';
  const message = `Left out of the samples: ${quoted(others.slice(0, 12))}${more}.`;
  return [qualityEntry('column_left_out', 'info', message, { count: others.length })];
}
