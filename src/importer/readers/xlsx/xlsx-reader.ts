/** Excel workbooks (.xlsx), streamed: a test's sheets one after the other, each test a cell. */
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import { firstFew } from '../../../cells/word-lists.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { Sheet, SheetRow } from '../../columns/sheet.ts';
import type { Reader } from '../reader.ts';
import { chooseSheets, type ChosenSheets } from './choose-sheets.ts';
import { openWorkbook, type Workbook } from './open-workbook.ts';
import { type PeekedSheet, peekSheet } from './peek-sheet.ts';
import { readRows } from './read-rows.ts';

const archiveSignature = 'PK\x03\x04';

export const xlsxReader: Reader = {
  formats: ['xlsx'],
  // Whatever other archive it is, its directory says so, and the refusal too.
  recognises: (head) => Buffer.from(head.subarray(0, 4)).toString('latin1') === archiveSignature,
  read: async ({ path }) => {
    const workbook = await openWorkbook(path);
    const peeked: PeekedSheet[] = [];
    for (const sheet of workbook.sheets) peeked.push(await peekSheet(workbook, sheet));
    const chosen = chooseSheets(peeked);
    if (!chosen) throw invalidFile(wordsOfNoTable(peeked));
    return { kind: 'sheets', sheets: chosen.tests.map((test) => sheetOf(workbook, test, chosen)) };
  },
};

function wordsOfNoTable(sheets: readonly PeekedSheet[]): string {
  const expected =
    'expected a sheet with columns for time, voltage and current, or with a capacity for each cycle';
  if (sheets.length === 0) return `${expected}; found a workbook without sheets`;
  return `${expected}; found none in ${firstFew(sheets.map(({ name }) => `"${name.slice(0, 40)}"`))}`;
}

function sheetOf(workbook: Workbook, test: ChosenSheets['tests'][number], chosen: ChosenSheets): Sheet {
  const [first] = test;
  const names = firstFew(test.map(({ name }) => `"${name}"`));
  const joined = test.length === 1 ? [] : [`The test goes on over ${test.length} sheets: ${names}.`];
  const notes = [...(chosen.note === null ? [] : [chosen.note]), ...joined];
  return {
    label: chosen.tests.length === 1 ? null : first.name,
    columnNames: null,
    batches: rowsOf(workbook, test),
    lineName: 'row',
    hasDecimalComma: true,
    content: { ofCycles: 'xlsx_cycles', ofSamples: 'xlsx_time_series' },
    entries: notes.map((note) => qualityEntry('other', 'info', note)),
  };
}

/** The names of the columns stand in the first sheet; those of the others are the same. */
async function* rowsOf(
  workbook: Workbook,
  [first, ...others]: ChosenSheets['tests'][number],
): AsyncGenerator<readonly SheetRow[], void> {
  yield* readRows(workbook, first);
  for (const sheet of others) {
    let left = sheet.header?.endRow ?? 0;
    for await (const rows of readRows(workbook, sheet)) {
      yield rows.slice(left);
      left = Math.max(0, left - rows.length);
    }
  }
}
