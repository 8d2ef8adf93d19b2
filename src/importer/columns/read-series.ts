/** Collects the samples of a cycler's export, column by column, and hands them on as the file's cells. */
import type { RawRequest } from '../../cells/cycles/content-of-raw-cells.ts';
import type { RawFile } from '../../cells/cycles/raw-file.ts';
import type { NumberColumn } from '../../cells/columns/column-roles.ts';
import { invalidFile } from '../../shared/domain/invalid-file.ts';
import { createCellLabels } from './collect-table.ts';
import { createNumberList, type NumberList } from './number-list.ts';
import { parseNumber } from './parse-number.ts';
import { rawFileOfSamples } from './raw-file-of-samples.ts';
import { createClockReader } from './read-clocks.ts';
import { createRowWidths } from './row-widths.ts';
import { convert, type QuantityColumn, type SeriesRoles } from './series-roles.ts';
import type { NamedSheet, SheetRow } from './sheet.ts';
import { type StepDirection, stepDirection } from './step-direction.ts';
import { milliUnits } from './milli-units.ts';

/** 2^22: a list of numbers that grows by doubling wastes nothing there, and seven of them take 235 MB. */
const maxSamples = 4_194_304;
const maxCells = 200;

/** Throws INVALID_FILE_FORMAT, with the line, for a row that does not fit the names or the limits. */
export async function readSeries(
  sheet: NamedSheet,
  roles: SeriesRoles,
  { skipped }: RawRequest,
): Promise<RawFile> {
  const collector = collectSeries(sheet, roles);
  const widths = createRowWidths(sheet);
  for await (const rows of sheet.batches) {
    for (const row of rows) if (widths.isWhole(row)) collector.add(row);
  }
  const entries = [...sheet.entries, ...widths.finish(skipped)];
  const series = collector.finish();
  const format = roles.isBatteryDataFormat ? 'bdf' : sheet.content.ofSamples;
  const file = rawFileOfSamples(
    {
      ...series,
      roles,
      hasInstrumentsCounter: sheet.hasInstrumentsCounter === true,
      entries: [...entries, ...series.entries],
    },
    skipped,
  );
  return { ...file, format };
}

interface NumberReader {
  readonly list: NumberList;
  readonly add: (record: SheetRow['record']) => void;
}

function collectSeries({ lineName, hasDecimalComma }: NamedSheet, roles: SeriesRoles) {
  const columns = openColumns(roles, hasDecimalComma);
  const { clock, current } = columns;
  const cellOfSample = roles.cell ? createNumberList() : undefined;
  const cells = createCellLabels(roles.cell, maxCells);
  const directionOf = rememberDirections();
  const { stepType } = roles;
  return {
    add: ({ record, line }: SheetRow): void => {
      if (current.list.length === maxSamples) throw tooManySamples();
      const cell = cells.indexOf(record, line);
      cellOfSample?.push(cell);
      clock.add(record[roles.time.position] ?? '', line);
      for (const reader of columns.all) reader.add(record);
      if (stepType) directCurrent(current.list, directionOf(String(record[stepType.position] ?? '')));
    },
    finish: () => {
      const { samples, ...found } = finishColumns(columns, roles);
      refuseUnknownTimes(clock.notUnderstood, roles.time.name, samples.timeS.length, lineName);
      const whose = {
        cellOfSample: cellOfSample?.values() ?? new Float64Array(0),
        cellLabels: cells.labels(),
      };
      return { samples, ...found, ...whose };
    },
  };
}

function openColumns(roles: SeriesRoles, hasDecimalComma: boolean) {
  const numbers = (column: NumberColumn): NumberReader => readNumbers(column, hasDecimalComma);
  const clock = createClockReader({ column: roles.time, clock: roles.clock, hasDecimalComma });
  const [voltage, current] = [numbers(roles.voltage), numbers(roles.current)];
  const temperature = roles.temperature && numbers(roles.temperature);
  const energy = roles.energy && numbers(roles.energy);
  const [capacities, cycles] = [roles.capacities.map(numbers), roles.cycles.map(numbers)];
  const optional = [temperature, energy].filter((reader) => reader !== undefined);
  const all = [voltage, current, ...optional, ...capacities, ...cycles];
  return { clock, voltage, current, temperature, energy, capacities, cycles, all };
}

function finishColumns(columns: ReturnType<typeof openColumns>, roles: SeriesRoles) {
  const { clock, temperature, energy } = columns;
  const { timeS, entries } = clock.finish();
  const [voltageV, currentA] = [columns.voltage.list.values(), columns.current.list.values()];
  const milli = milliUnits(roles, { voltage: voltageV, current: currentA });
  return {
    samples: {
      timeS,
      voltageV,
      currentA,
      temperatureC: temperature?.list.values() ?? null,
      energyWh: energy?.list.values() ?? null,
      capacities: columns.capacities.map(({ list }) => list.values()),
      cycles: columns.cycles.map(({ list }) => list.values()),
    },
    hasNumericTimes: clock.hasNumbers(),
    units: milli.units,
    entries: [...entries, ...milli.entries],
  };
}

/** Numbers of a quantity in its SI unit; of any other column as they are. */
function readNumbers(column: NumberColumn | QuantityColumn, hasDecimalComma: boolean): NumberReader {
  const list = createNumberList();
  const { position } = column;
  const quantity = 'multiplier' in column ? column : undefined;
  return {
    list,
    add: (record) => {
      const value = parseNumber(record[position] ?? '', hasDecimalComma) ?? Number.NaN;
      list.push(quantity ? convert(quantity, value) : value);
    },
  };
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

/** Times that are not understood are the cause of whatever else would be said. */
function refuseUnknownTimes(
  unknown: { readonly count: number; readonly example: string; readonly line: number },
  name: string,
  sampleCount: number,
  lineName: string,
): void {
  if (sampleCount === 0) throw invalidFile('expected at least one row below the column names, found none');
  if (unknown.count <= sampleCount / 2) return;
  throw invalidFile(
    `expected times in "${name}" as numbers, clocks (1:02:03, 2d 01:02:03) or dates with a time, found ` +
      `"${unknown.example}"; ${lineName} ${unknown.line}`,
  );
}
