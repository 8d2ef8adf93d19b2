/**
 * Every open data set beside the project: counts as published, and the quirks that its README names found by the report.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { cellsOfMat } from '../../src/importer/readers/mat/cells-of-mat.ts';
import { type Battery, batterySchema } from '../../src/shared/contract/battery.ts';
import { type BatteryParts, createBatteryParts } from '../support/battery-parts.ts';
import { codesOf, createImportFolder, type ImportFolder } from '../support/import-here.ts';
import { sharedData } from '../support/program.ts';
import { withinMs } from '../support/time-factor.ts';

let parts: BatteryParts;
let folder: ImportFolder;
beforeAll(async () => {
  parts = await createBatteryParts();
  folder = await createImportFolder();
});
afterAll(() => Promise.all([parts.close(), folder.close()]));

function skipWithout(context: TestContext): void {
  if (!existsSync(join(sharedData, 'index.csv')))
    context.skip('the open data sets do not lie beside the project');
}

/** Read where it lies, as the desktop does. */
const importInPlace = async (file: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> =>
  parts.importPath(join(sharedData, file), basename(file), fields);

async function importOne(file: string, nominalCapacityAh: number): Promise<Battery> {
  return batterySchema.parse(await importInPlace(file, { nominal_capacity: nominalCapacityAh }));
}

async function importHere(file: string, nominalCapacityAh: number) {
  const [cell] = await folder.importAt(join(sharedData, file), { nominal_capacity: nominalCapacityAh });
  if (!cell) throw new Error(`${file} holds no cell`);
  return cell;
}

const codes = ({ quality }: Pick<Battery, 'quality'>): readonly string[] =>
  quality ? codesOf({ quality }) : [];

interface IndexLine {
  readonly file: string;
  readonly rows: number;
  readonly nominalAh: number;
  readonly endOfLife: number | null;
  readonly nonFiniteRows: number;
}

/** The first of one or two last rows below 80 %, where a test was stopped as soon as its cell was there. */
function stoppedAt(file: string, nominalAh: number): number | null {
  const [header = '', ...rows] = readFileSync(join(sharedData, file), 'utf8').trim().split(/\r?\n/);
  const column = header.split(',').indexOf('capacity');
  const isBelow = rows.map((row) => Number(row.split(',')[column]) / nominalAh < 0.8 - 1e-9);
  const lastAbove = isBelow.lastIndexOf(false) + 1;
  return lastAbove === rows.length ? null : lastAbove + 1;
}

function readIndex(): readonly IndexLine[] {
  const lines = readFileSync(join(sharedData, 'index.csv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const columns = line.split(',');
    const [file = '', rows = '', nominal = ''] = columns;
    const endOfLife = columns[9] ?? '';
    return {
      file,
      rows: Number(rows),
      nominalAh: Number(nominal),
      endOfLife: endOfLife === '' ? stoppedAt(file, Number(nominal)) : Number(endOfLife),
      nonFiniteRows: Number(columns[10]),
    };
  });
}

/** A file, a whole folder or a part of a name → what its report must say. */
const expectedCodes: readonly (readonly [place: RegExp, code: string])[] = [
  [/./, 'rows_may_not_be_cycles'],
  [/xjtu\/(R3|RW|Sim_satellite)_/, 'capacity_interpolated'],
  [/xjtu\/2C_/, 'non_finite_values+blank_non_finite_values'],
  [/xjtu\/2C_/, 'capacity_rises'],
  [/xjtu\/R2.5_/, 'capacity_jump'],
  [/RW_battery-1\.csv/, 'capacity_rises'],
  [/RW_battery-1\.csv/, 'capacity_jump'],
  [/Dataset_2.*CY45-05_1-#23/, 'capacity_dip'],
  [/Dataset_1.*CY25-1_1-#1\.csv/, 'short_life'],
  [/2017-06-30_battery-11/, 'short_life'],
  [/2017-05-12_battery-3\.csv/, 'capacity_dip'],
  [/2017-06-30_battery-29/, 'capacity_dip'],
  [/2017-06-30_battery-38/, 'capacity_dip'],
];
const forbiddenCodes: readonly (readonly [place: RegExp, code: string])[] = [
  [/xjtu\/(2C|3C|R2.5)_|tju|hust|mit/, 'capacity_interpolated'],
  [/./, 'capacity_impossible'],
  [/./, 'starts_below_end_of_life'],
  [/./, 'rows_dropped+drop_rows_without_capacity'],
];

function wrongCodes(file: string, found: readonly string[]): readonly string[] {
  const lacking = expectedCodes.filter(([place, code]) => place.test(file) && !found.includes(code));
  const wrong = forbiddenCodes.filter(([place, code]) => place.test(file) && found.includes(code));
  return [
    ...lacking.map(([, code]) => `${file} lacks ${code}`),
    ...wrong.map(([, code]) => `${file} has ${code}`),
  ];
}

describe('open data sets', () => {
  it(
    'XJTU, TJU, HUST and MIT: rows, end of life, and the quirks of each file',
    { timeout: withinMs(180_000) },
    async (context) => {
      skipWithout(context);
      const index = readIndex();
      const files = globSync('{xjtu,tju,hust,mit}/**/*.csv', { cwd: sharedData });
      expect(index).toHaveLength(files.filter((file) => !file.includes('true_cycle_life')).length);
      const wrong: string[] = [];
      for (const [place, { file, rows, nominalAh, endOfLife, nonFiniteRows }] of index.entries()) {
        // A process for every file would only measure how long processes take to start.
        const battery =
          place % 12 === 0 ? await importOne(file, nominalAh) : await importHere(file, nominalAh);
        const found = codes(battery);
        expect({ file, rows: battery.total_cycles, endOfLife: battery.end_of_life_cycle }).toEqual({ file, rows, endOfLife }); // prettier-ignore
        expect(battery.features).toHaveLength(16);
        expect(battery.quality).toMatchObject({ format: 'csv_cycles', rows_found: rows, cycles_kept: rows });
        const blanked = battery.quality?.entries.find(({ repair }) => repair === 'blank_non_finite_values');
        expect(blanked?.count ?? 0).toBe(nonFiniteRows);
        expect(found.includes('censored')).toBe(endOfLife === null);
        wrong.push(...wrongCodes(file, found));
      }
      expect(wrong).toEqual([]);
    },
  );

  it('MIT files that end early say that their end may be missing', async (context) => {
    skipWithout(context);
    const battery = await importOne('mit/2017-05-12/2017-05-12_battery-28.csv', 1.1);
    const entry = battery.quality?.entries.find(({ code }) => code === 'rows_may_not_be_cycles');
    expect(entry?.message).toContain('The last row stands at 84.1 % of nominal');
  });

  it('CALCE: SoH is no feature, gaps are missing values, knees are jumps', async (context) => {
    skipWithout(context);
    for (const [file, rows] of [['CS2_35', 846], ['CS2_36', 936], ['CS2_37', 972]] as const) {
      const battery = await importOne(`calce/${file}.csv`, 1.1);
      expect(battery).toMatchObject({ total_cycles: rows, features: ['resistance', 'CCCT', 'CVCT'] });
      expect(codes(battery)).toEqual(expect.arrayContaining(['column_left_out', 'non_finite_values', 'capacity_jump']));
    }
  }); // prettier-ignore

  it('CALCE and NASA tables: the sustained crossing of 80 %', async (context) => {
    skipWithout(context);
    const facts = [];
    for (const [file, nominalAh] of tables) {
      const { total_cycles, end_of_life_cycle, features } = await importHere(file, nominalAh);
      facts.push([total_cycles, end_of_life_cycle, features.length]);
    }
    expect(facts).toEqual([[846, 552, 3], [936, 497, 3], [972, 585, 3], [168, 75, 7], [168, 63, 7], [168, 86, 7]]);
  }); // prettier-ignore
  const tables = [
    ...['35', '36', '37'].map((cell) => [`calce/CS2_${cell}.csv`, 1.1] as const),
    ...['5', '6', '7'].map((cell) => [`nasa/per_cycle_csv/B000${cell}_processed.csv`, 2] as const),
  ];

  const nasaFiles: readonly (readonly [string, number, readonly string[]])[] = [
    ['B0025', 28, ['censored', 'short_life']],
    ['B0029', 40, ['censored', 'capacity_jump']],
    ['B0031', 40, ['censored', 'capacity_jump']],
    ['B0038', 47, ['starts_below_end_of_life', 'capacity_jump', 'capacity_rises']],
    ['B0046', 69, ['rows_dropped+drop_rows_without_capacity', 'cycles_missing']],
    ['B0047', 69, ['rows_dropped+drop_rows_without_capacity', 'cycles_missing']],
    ['B0050', 20, ['rows_dropped+drop_rows_without_capacity', 'capacity_impossible']],
    ['B0052', 4, ['rows_dropped+drop_rows_without_capacity', 'starts_below_end_of_life', 'short_life']],
  ];
  it.for(nasaFiles)('NASA %s.mat: %i discharges with a capacity', async ([name, kept, expected], context) => {
    skipWithout(context);
    const battery = await importOne(`nasa/${name}.mat`, 2);
    expect(battery).toMatchObject({ total_cycles: kept, quality: { format: 'mat_v5', cycles_kept: kept } });
    expect(battery.features).toContain('ambient_temperature');
    expect(codes(battery)).toEqual(expect.arrayContaining(['steps_left_out', ...expected]));
  });

  it('NASA B0029: the capacities of the file to the last digit, and its curves, through the API', async (context) => {
    skipWithout(context);
    const { id } = await importOne('nasa/B0029.mat', 2);
    const content = await cellsOfMat(join(sharedData, 'nasa/B0029.mat'), 'B0029.mat');
    const cycles = content.kind === 'raw' ? (content.cells[0]?.cycles ?? []) : [];
    const stated = new Map(cycles.map((cycle) => [cycle.cycleIndex, cycle.steps.at(-1)?.statedCapacityAh]));
    const query = { battery_id: id, page: 1, page_size: 100, curves: true };
    const { items } = await parts.queries['list-battery-cycles'](query);
    expect(items).toHaveLength(40);
    expect(items[0]?.capacity).toBeCloseTo(1.69750717, 6);
    for (const { cycle_index: cycle, capacity, time, voltage, current, temperature } of items) {
      expect(capacity).toBe(stated.get(cycle));
      expect(new Set([time.length, voltage.length, current.length, temperature.length]).size).toBe(1);
      expect(time).toEqual(time.toSorted((a, b) => a - b));
    }
  });

  it('NASA as samples in CSV: forty capacities to the last digit', async (context) => {
    skipWithout(context);
    const battery = await importOne('nasa/timeseries_csv/B0029_discharge.csv', 2);
    const text = readFileSync(join(sharedData, 'nasa/timeseries_csv/B0029_discharge.csv'), 'utf8');
    const lines = text.trim().split('\n').slice(1).map((line) => line.split(',')); // prettier-ignore
    const { items } = await parts.queries['list-battery-cycles']({ battery_id: battery.id, page: 1, page_size: 100, curves: true }); // prettier-ignore
    expect(battery.quality).toMatchObject({ format: 'csv_time_series', rows_found: 6351, cycles_kept: 40 });
    for (const { cycle_index: cycle, capacity, voltage } of items) {
      const own = lines.filter(([number]) => Number(number) === cycle);
      expect(capacity).toBe(Number(own[0]?.[7]));
      expect(voltage).toHaveLength(own.length);
      expect(voltage[0]).toBeCloseTo(Number(own[0]?.[4]), 5);
    }
  });

  it.for([
    ['severson_early/train_features.csv', 'one row per cell'],
    ['severson_early/train_dq100_10.csv', 'expected a column with the discharge capacity'],
    ['severson_early/train_cycle_lives.csv', 'expected a line with column names'],
    ['severson_early/raw_qv/train_cell1.csv', 'expected a line with column names'],
    ['mit/true_cycle_life.csv', 'one row per cell'],
    ['mat_format_fixtures/v7/array.mat', ''],
    ['mat_format_fixtures/v7.3/struct_table_datetime.mat', ''],
  ])('%s is no cycles of a cell and is refused in words', async ([file = '', words = ''], context) => {
    skipWithout(context);
    const refused = importInPlace(file, {});
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_FILE_FORMAT',
      details: [{ field: 'file', issue: expect.stringContaining(words) as string }],
    });
  });
});
