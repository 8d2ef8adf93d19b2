/** Collects the samples of a cycler's export and cuts them into cells, cycles and steps. */
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { SampleColumns } from '../../cells/cycles/cut-cycles.ts';
import type { RawFile } from '../../cells/cycles/raw-file.ts';
import type { NumberColumn } from '../../cells/columns/column-roles.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { checkWidth, createCellLabels } from './collect-table.ts';
import { createNumberList, type NumberList } from './number-list.ts';
import { parseClock } from './parse-clock.ts';
import { parseNumber } from './parse-number.ts';
import { rawFileOfSamples } from './raw-file-of-samples.ts';
import { convert, type QuantityColumn, type SeriesRoles } from './series-roles.ts';
import { type StepDirection, stepDirection } from './step-direction.ts';

/** 2^22: a list of numbers that grows by doubling wastes nothing there, and seven of them take 235 MB. */
const maxSamples = 4_194_304;
const maxCells = 200;

type QuantityName = 'time' | 'voltage' | 'current' | 'temperature' | 'capacity';
const quantityNames = ['time', 'voltage', 'current', 'temperature', 'capacity'] as const;

/** Throws INVALID_FILE_FORMAT, with the line, for a row that does not fit the header or the limits. */
export async function readSeries(sheet: Sheet, roles: SeriesRoles): Promise<RawFile> {
  const collector = collectSeries(sheet, roles);
  for await (const row of sheet.rows) collector.add(row);
  const series = collector.finish();
  if (series.samples.timeS.length === 0) {
    throw invalidFile('expected at least one row below the column names, found none');
  }
  const format = roles.isBatteryDataFormat ? 'bdf' : sheet.content.ofSamples;
  const entries = [...sheet.entries, ...series.entries];
  return { ...rawFileOfSamples({ ...series, roles, entries }), format };
}

type SampleLists = Readonly<Record<'time' | 'voltage' | 'current', NumberList>> &
  Readonly<Partial<Record<QuantityName, NumberList>>>;

function collectSeries({ columnNames, hasDecimalComma }: Sheet, roles: SeriesRoles) {
  const lists = {
    ...optionalLists(roles),
    time: createNumberList(),
    voltage: createNumberList(),
    current: createNumberList(),
  };
  const quantities = quantityNames.flatMap((name) => {
    const [column, list] = [roles[name], lists[name]];
    return column && list ? [{ column, list, mayBeClock: name === 'time' }] : [];
  });
  const cycles = roles.cycle ? createNumberList() : undefined;
  const cellOfSample = roles.cell ? createNumberList() : undefined;
  const cells = createCellLabels(roles.cell, maxCells);
  const directionOf = rememberDirections();
  const valueOf = (record: SheetRow['record'], column: NumberColumn): string | number =>
    record[column.position] ?? '';
  return {
    add: ({ record, line }: SheetRow): void => {
      checkWidth(record, columnNames.length, line);
      if (lists.time.length === maxSamples) throw tooManySamples();
      const cell = cells.indexOf(record, line);
      cellOfSample?.push(cell);
      for (const quantity of quantities) {
        quantity.list.push(readQuantity(valueOf(record, quantity.column), quantity, hasDecimalComma));
      }
      if (roles.cycle) cycles?.push(parseNumber(valueOf(record, roles.cycle), hasDecimalComma) ?? Number.NaN);
      if (roles.stepType) directCurrent(lists.current, directionOf(String(valueOf(record, roles.stepType))));
    },
    finish: () => finishSeries({ lists, cycles, cellOfSample, cellLabels: cells.labels(), roles }),
  };
}

function optionalLists(roles: SeriesRoles): Partial<Record<QuantityName, NumberList>> {
  return {
    ...(roles.temperature && { temperature: createNumberList() }),
    ...(roles.capacity && { capacity: createNumberList() }),
  };
}

/** Clocks and dates are seconds, whatever unit the column names. */
function readQuantity(
  found: string | number,
  { column, mayBeClock }: { readonly column: QuantityColumn; readonly mayBeClock: boolean },
  hasDecimalComma: boolean,
): number {
  const value = parseNumber(found, hasDecimalComma);
  if (value !== undefined) return convert(column, value);
  return (mayBeClock ? parseClock(String(found)) : undefined) ?? Number.NaN;
}

/** The same few words stand in millions of rows. */
function rememberDirections(): (text: string) => StepDirection | undefined {
  const known = new Map<string, StepDirection | undefined>();
  return (text) => {
    if (!known.has(text) && known.size < 1000) known.set(text, stepDirection(text));
    return known.get(text);
  };
}

/** The word for the step decides the sign of the last current. */
function directCurrent(target: NumberList, direction: StepDirection | undefined): void {
  if (direction === undefined) return;
  const size = Math.abs(target.last());
  target.setLast(direction === 'charge' ? size : -size);
}

function tooManySamples(): Error {
  return invalidFile(
    `expected at most ${maxSamples} samples, found more; split the file, or leave samples out`,
  );
}

interface Collected {
  readonly lists: SampleLists;
  readonly cycles: NumberList | undefined;
  readonly cellOfSample: NumberList | undefined;
  readonly cellLabels: readonly string[];
  readonly roles: SeriesRoles;
}

/** Numbers this large are thousandths: no single cell is run with 200 A or at 100 V where a file names no unit. */
const limitsWithoutUnit = { voltage: 100, current: 200 } as const;
const thousandthOf = { voltage: 'mV', current: 'mA' } as const;

function finishSeries({ lists, cycles, cellOfSample, cellLabels, roles }: Collected) {
  const thousandths = (['voltage', 'current'] as const).filter(
    (name) => roles[name].unit === null && largestOf(lists[name].values()) > limitsWithoutUnit[name],
  );
  for (const name of thousandths) scaleInto(lists[name].values(), 0.001);
  return {
    samples: samplesOf(lists, cycles),
    cellOfSample: valuesOf(cellOfSample) ?? new Float64Array(0),
    cellLabels,
    units: Object.fromEntries(
      thousandths.map((name) => [name, { unit: thousandthOf[name], assumed: true }] as const),
    ),
    entries: thousandths.map((name) => {
      const message =
        `"${roles[name].name}" does not name its unit and holds numbers above ${limitsWithoutUnit[name]}: ` +
        `${thousandthOf[name]} assumed.`;
      return qualityEntry('unit_assumed', 'warning', message);
    }),
  };
}

const valuesOf = (list: NumberList | undefined): Float64Array | null => list?.values() ?? null;

function samplesOf(lists: SampleLists, cycles: NumberList | undefined): SampleColumns {
  return {
    timeS: lists.time.values(),
    voltageV: lists.voltage.values(),
    currentA: lists.current.values(),
    temperatureC: valuesOf(lists.temperature),
    capacityAh: valuesOf(lists.capacity),
    cycle: valuesOf(cycles),
  };
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}

function scaleInto(target: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) target[index] = (target[index] ?? 0) * factor;
}
