/** The samples of a file, column by column → its cells, each cut into cycles, with the capacity that is believed. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import { type Belief, believeCapacity } from '../../cells/cycles/believe-capacity.ts';
import { checkEnergy } from '../../cells/cycles/check-energy.ts';
import { compareCapacity } from '../../cells/cycles/compare-capacity.ts';
import { restCurrent, signOf } from '../../cells/cycles/current-sign.ts';
import { isSwappedByCounter } from '../../cells/cycles/direction-by-counter.ts';
import { type CutCycle, cutCycles, type SeriesCut } from '../../cells/cycles/cut-cycles.ts';
import type { RawCurve, RawCycle, RawStep } from '../../cells/cycles/raw-cell.ts';
import type { RawFile } from '../../cells/cycles/raw-file.ts';
import { withStatedCapacity } from '../../cells/cycles/stated-capacity.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { SkippedRepairs } from '../../cells/quality/required-repair.ts';
import { scaleInto } from './milli-units.ts';
import type { SeriesRoles } from './series-roles.ts';
import { quantityNames, siUnits } from './vocabulary.ts';

/** Equally long; not finite where the file has no number. */
interface SampleColumns extends RawCurve {
  /** By column, Ah */
  readonly capacities: readonly Float64Array[];
  /** Wh, as the file states it; null where it does not. */
  readonly energyWh: Float64Array | null;
  /** By column, the file's own cycle number of each sample. */
  readonly cycles: readonly Float64Array[];
}

export interface FileSamples {
  readonly samples: SampleColumns;
  /** [samples] index into `cellLabels`; not looked at where there is one cell. */
  readonly cellOfSample: Float64Array;
  readonly cellLabels: readonly string[];
  readonly roles: SeriesRoles;
  /** Times are numbers, whose unit counts, and not clocks. */
  readonly hasNumericTimes: boolean;
  /** Believed before the integral of the current. */
  readonly hasInstrumentsCounter: boolean;
  /** Beyond what the roles say. */
  readonly units: Quality['units'];
  readonly entries: readonly QualityEntry[];
}

interface Cell {
  readonly label: string;
  readonly samples: SampleColumns;
  readonly cut: SeriesCut;
}

/** Throws INVALID_FILE_FORMAT where what is stated and what is measured cannot be brought together. */
export function rawFileOfSamples(file: FileSamples, skipped: SkippedRepairs): Omit<RawFile, 'format'> {
  const { roles, samples, cellLabels } = file;
  const isAlone = cellLabels.length < 2;
  const cells = cellLabels.map((label, index): Cell => {
    const own = isAlone ? samples : samplesOfCell(samples, file.cellOfSample, index);
    return { label, samples: own, cut: cutSamples(own, roles, skipped) };
  });
  const belief = believe(file, cells);
  // Before currents are scaled, which the factor stands for.
  const energy = energyEntries(cells, belief, roles);
  const units = unitsOf(file, belief);
  return {
    hasCycleNumbers: roles.cycles.length > 0,
    believedCapacity: belief.column,
    units,
    entries: [
      ...roles.entries,
      ...assumedUnits(file, units, belief),
      ...file.entries,
      ...belief.entries,
      ...energy,
    ],
    cells: cells.map((cell) => ({
      rowsFound: cell.samples.timeS.length,
      cyclesFound: cell.cut.cycles.length,
      entries: cell.cut.entries,
      cell: {
        label: isAlone ? null : cell.label === '' ? '(no name)' : cell.label,
        cycles: cyclesOf(cell, belief, roles),
        notes: [],
      },
    })),
  };
}

function samplesOfCell(samples: SampleColumns, cellOfSample: Float64Array, cell: number): SampleColumns {
  const pick = (values: Float64Array): Float64Array =>
    values.filter((_, index) => cellOfSample[index] === cell);
  return {
    timeS: pick(samples.timeS),
    voltageV: pick(samples.voltageV),
    currentA: pick(samples.currentA),
    temperatureC: samples.temperatureC && pick(samples.temperatureC),
    energyWh: samples.energyWh && pick(samples.energyWh),
    capacities: samples.capacities.map(pick),
    cycles: samples.cycles.map(pick),
  };
}

function cutSamples(samples: SampleColumns, roles: SeriesRoles, skipped: SkippedRepairs): SeriesCut {
  const cycleColumns = roles.cycles.map(({ name }, index) => ({
    name,
    numbers: samples.cycles[index] ?? new Float64Array(0),
  }));
  return cutCycles(samples, { cycleColumns, isStepTime: roles.clock === 'step', skipped });
}

function believe(
  { roles, hasNumericTimes, hasInstrumentsCounter, units }: FileSamples,
  cells: readonly Cell[],
): Belief {
  const dischargeColumns = dischargeColumnsOf(roles);
  const compared = cells.map(({ samples, cut }) => ({
    cycles: cut.cycles,
    capacities: samples.capacities,
    dischargeColumns,
  }));
  const hasTimeUnit = roles.time.unit !== null || !hasNumericTimes || roles.clock === 'date';
  return believeCapacity({
    hasInstrumentsCounter,
    capacities: roles.capacities.map(({ name, unit }, index) => ({
      name,
      comparison: compareCapacity(compared, index),
      isUnitNamed: unit !== null,
    })),
    timeWithoutUnit: hasTimeUnit ? undefined : roles.time.name,
    currentWithoutUnit: roles.current.unit !== null || units['current'] ? undefined : roles.current.name,
  });
}

function energyEntries(
  cells: readonly Cell[],
  { units }: Belief,
  { energy }: SeriesRoles,
): readonly QualityEntry[] {
  if (!energy) return [];
  return checkEnergy({
    name: energy.name,
    cells: cells.flatMap(({ samples: { energyWh }, cut: { cycles } }) => (energyWh ? [{ cycles, energyWh }] : [])),
    factor: (units.time?.factor ?? 1) * (units.current?.factor ?? 1),
  });
} // prettier-ignore

/** Scales what turned out to be in another unit. */
function cyclesOf(
  { samples, cut }: Cell,
  { column, units }: Belief,
  roles: SeriesRoles,
): readonly RawCycle[] {
  if (units.current) scaleInto(samples.currentA, units.current.factor);
  const timeFactor = units.time?.factor ?? 1;
  const cycles = cut.cycles.map((cycle) => ({
    ...cycle,
    curve: { ...cycle.curve, timeS: scaled(cycle.curve.timeS, timeFactor) },
  }));
  const capacityAh = samples.capacities[column ?? -1];
  if (capacityAh) {
    const isOfDischarge = roles.capacities[column ?? -1]?.isOfDischarge === true;
    return statedCycles(cycles, scaled(capacityAh, units.capacity?.factor ?? 1), isOfDischarge);
  }
  return cycles.map(({ cycleIndex, curve }) => ({
    cycleIndex,
    summary: {},
    steps: [{ kind: 'unknown', curve, statedCapacityAh: undefined }],
  }));
}

function statedCycles(
  cycles: readonly CutCycle[],
  capacityAh: Float64Array,
  isOfDischarge: boolean,
): readonly RawCycle[] {
  const restA = restCurrent(cycles.map(({ curve }) => curve));
  const isSwapped = isOfDischarge ? isSwappedByCounter(cycles, capacityAh, restA) : undefined;
  return withStatedCapacity(cycles, capacityAh).map(({ steps, ...whole }, index) => ({
    cycleIndex: cycles[index]?.cycleIndex ?? Number.NaN,
    summary: {},
    ...whole,
    steps: isSwapped === undefined ? steps : steps.map((step) => withKind(step, isSwapped, restA)),
  }));
}

const dischargeColumnsOf = ({ capacities }: SeriesRoles): readonly number[] =>
  capacities.flatMap(({ isOfDischarge }, index) => (isOfDischarge ? [index] : []));

/** A run of one sign is what the counter says of that sign; a rest stays unknown. */
function withKind(step: RawStep, isSwapped: boolean, restA: number): RawStep {
  const sign = step.curve.currentA.reduce(
    (found, current) => (found === 0 ? signOf(current, restA) : found),
    0,
  );
  if (sign === 0) return step;
  return { ...step, kind: sign > 0 === isSwapped ? 'discharge' : 'charge' };
}

const scaled = (values: Float64Array, factor: number): Float64Array =>
  factor === 1 ? values : values.map((value) => value * factor);

function unitsOf({ roles, units }: FileSamples, belief: Belief): Quality['units'] {
  const columns = { ...roles, capacity: roles.capacities[belief.column ?? 0] };
  const named = quantityNames.flatMap((name) => {
    const column = columns[name];
    if (!column) return [];
    return [[name, { unit: column.unit ?? siUnits[name], assumed: column.unit === null }] as const];
  });
  const found = Object.entries(belief.units).map(([name, { unit }]) => [name, { unit, assumed: true }] as const);
  return { ...Object.fromEntries(named), ...units, ...Object.fromEntries(found) };
} // prettier-ignore

/** Units that nothing but custom gives; what was found out is told where it was. */
function assumedUnits(
  { roles, units: milli }: FileSamples,
  units: Quality['units'],
  belief: Belief,
): readonly QualityEntry[] {
  const columns = { ...roles, capacity: roles.capacities[belief.column ?? 0] };
  return quantityNames.flatMap((name) => {
    const column = columns[name];
    const isTold = name in milli || name in belief.units;
    if (!column || units[name]?.assumed !== true || isTold) return [];
    const message = `"${column.name}" does not name its unit: ${siUnits[name]} assumed.`;
    return [qualityEntry('unit_assumed', 'info', message)];
  });
}
