/** Workbooks as instruments and programs write them: the right sheets, the same cells as from text. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../../../support/import-here.ts';
import { dischargedAh, madeUpSamples, type Sample } from '../../../../support/raw-samples.ts';
import { type XlsxCell, type XlsxForm, xlsxOf, type XlsxSheet } from '../../../../support/xlsx-writer.ts';

const samples = madeUpSamples(4);
const truth = [1, 2, 3, 4].map((cycle) => expect.closeTo(dischargedAh(cycle), 2) as number);

type Columns = Readonly<Record<string, (sample: Sample, row: number) => XlsxCell>>;
const sheetOf = (name: string, columns: Columns, rows: readonly Sample[] = samples): XlsxSheet => ({
  name,
  rows: [Object.keys(columns), ...rows.map((sample, row) => Object.values(columns).map((column) => column(sample, row)))],
}); // prettier-ignore

/** 2024-03-01, in days as Excel counts them. */
const firstDay = 45_352;
const daysOf = (seconds: number): number => seconds / 86_400;
const arbin: Columns = {
  Data_Point: (_, row) => row + 1,
  Date_Time: ({ time }) => ({ days: firstDay + daysOf(time), shown: 'date' }),
  'Test_Time(s)': ({ time }) => time,
  Cycle_Index: ({ cycle }) => cycle,
  'Current(A)': ({ current }) => current,
  'Voltage(V)': ({ voltage }) => voltage,
};
const remarks: XlsxSheet = {
  name: 'Global_Info',
  rows: [['TEST REPORT'], [], [null, 'Test_Name', 'cell & <7>'], ['Serial', 12]],
};
const statistics: XlsxSheet = {
  name: 'Statistics_1-008',
  rows: [
    ['Cycle_Index', 'Test_Time(s)', 'Current(A)', 'Voltage(V)', 'Discharge_Capacity(Ah)'],
    ...[1, 2, 3, 4].map((cycle) => [cycle, 9000 * cycle, 0, 3, 9]),
  ],
};
const neware: Columns = {
  'Cycle Index': ({ cycle }) => cycle,
  'Step Type': ({ current }) => (Math.abs(current) < 0.01 ? 'Rest' : current > 0 ? 'CC Chg' : 'CC DChg'),
  'Total Time': ({ time }) => ({ days: daysOf(time), shown: 'duration' }),
  'Current(mA)': ({ current }) => current * 1000,
  'Voltage(V)': ({ voltage }) => voltage,
};

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

async function importBook(sheets: readonly XlsxSheet[], form: XlsxForm = {}) {
  const cell = await folder.importOne(xlsxOf(sheets, form), { filename: 'cell.xlsx' });
  const messages = cell.quality.entries.map(({ message }) => message).join('\n');
  return { cell, messages, capacityAh: (await folder.arraysOf(cell))['capacity_ah'] };
}

describe('the sheets of a workbook', () => {
  it('of Arbin: samples are read, remarks and statistics are not, and a test goes on in the next sheet', async () => {
    const [first, second] = [samples.slice(0, 700), samples.slice(700)];
    const { cell, messages, capacityAh } = await importBook([
      remarks,
      sheetOf('Channel_1-008_1', arbin, first),
      sheetOf('Channel_1-008_2', arbin, second),
      statistics,
    ]);
    expect(capacityAh).toEqual(truth);
    expect(cell.quality).toMatchObject({ format: 'xlsx_time_series', rows_found: samples.length });
    expect(messages).toContain('"Channel_1-008_1", "Channel_1-008_2" was read, not "Global_Info", "Statistics_1-008"');
    expect(messages).toContain('The test goes on over 2 sheets: "Channel_1-008_1", "Channel_1-008_2".');
  }); // prettier-ignore

  it('of Neware: records are read, tables of cycles and steps are not; durations are times', async () => {
    const cycles: XlsxSheet = {
      name: 'cycle',
      rows: [['Cycle Index', 'DChg. Cap.(Ah)'], ...[1, 2, 3, 4].map((cycle) => [cycle, 9])],
    };
    const { messages, capacityAh } = await importBook([cycles, sheetOf('record', neware)]);
    expect(capacityAh).toEqual(truth);
    expect(messages).toContain('Of the workbook, "record" was read, not "cycle".');
  });

  it('of two channels are two cells with their names', async () => {
    const cells = await folder.importAll(
      xlsxOf([sheetOf('Channel_1-007', arbin), sheetOf('Channel_1-008', arbin, samples.slice(0, 1000))]),
    );
    expect(cells.map(({ label }) => label)).toEqual(['Channel_1-007', 'Channel_1-008']);
  });

  it('with a table of cycles alone are that table, numbers as they stand there', async () => {
    const { cell, capacityAh } = await importBook([
      {
        name: 'Sheet1',
        rows: [['cycle', 'capacity', 'R'], [1, 2, 1e-5], [2, 1.9876543210987654, 12345678901234568], [3, -0, null]],
      },
    ]);
    expect(capacityAh).toEqual([2, 1.9876543210987654]);
    expect((await folder.arraysOf(cell))['features']).toEqual([1e-5, 12345678901234568]);
    expect(cell.quality.format).toBe('xlsx_cycles');
  }); // prettier-ignore
});

describe('a workbook is read as it was written', () => {
  it.each([
    ['with its texts in the cells', { isInline: true }],
    ['with a prefix before each tag', { prefix: 'x:' }],
    ['without the numbers of rows and columns', { isNameless: true }],
  ])('%s', async (_, form: XlsxForm) => {
    expect((await importBook([sheetOf('record', neware)], form)).capacityAh).toEqual(truth);
  });

  it('with empty cells, also at the end of a row, and with dates alone for times', async () => {
    const dated = Object.fromEntries(Object.entries(arbin).filter(([name]) => name !== 'Test_Time(s)'));
    const holes: Columns = { empty: () => null, ...dated, 'Aux(C)': (_, row) => (row < 50 ? 25 : null) };
    expect((await importBook([sheetOf('Sheet1', holes)])).capacityAh).toEqual(truth);
  });

  it('with numbers that are texts, in the German way', async () => {
    const german: Columns = {
      'Zeit [s]': ({ time }) => String(time),
      'Strom [A]': ({ current }) => String(current).replace('.', ','),
      'Spannung [V]': ({ voltage }) => voltage.toFixed(5).replace('.', ','),
      Zyklus: ({ cycle }) => String(cycle),
    };
    expect((await importBook([sheetOf('Daten', german)])).capacityAh).toEqual(truth);
  });

  it('whatever the name of the file says', async () => {
    const cell = await folder.importOne(xlsxOf([sheetOf('record', neware)]), { filename: 'cell.csv' });
    expect(cell.quality.format).toBe('xlsx_time_series');
    const text = await folder.importOne('cycle,capacity\n1,2\n2,1.9', { filename: 'cell.xlsx' });
    expect(text.quality.format).toBe('csv_cycles');
  });
});
