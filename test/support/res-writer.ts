/** Writes the pages of an Access database that hold Arbin's samples; what Access itself needs beside them is left out. */
import type { TesterRecord } from './tester-records.ts';

const pageBytes = 4096;
const columns = [
  ['Test_ID', 4, 4], ['Data_Point', 4, 4], ['Test_Time', 7, 8], ['Cycle_Index', 4, 4], ['Is_FC_Data', 2, 1], ['Current', 7, 8],
  ['Voltage', 7, 8], ['Discharge_Capacity', 7, 8], ['Remark', 10, 0],
] as const; // prettier-ignore
const textType = 10;

/** `without`: a column that is not there. */
export interface ResForm {
  readonly without?: string;
  /** By the number of a test: its samples. One test where it is left out. */
  readonly tests?: number;
  /** Pages in the order of a shuffled hand. */
  readonly isShuffled?: boolean;
}

function definitionOf(rowCount: number, { without }: ResForm): Buffer {
  const used = columns.filter(([name]) => name !== without);
  const page = Buffer.alloc(pageBytes);
  page.writeUInt16LE(0x0102, 0);
  page.writeUInt32LE(rowCount, 16);
  page.writeUInt16LE(used.length, 45);
  page.writeUInt32LE(1, 51);
  const first = 63 + 12;
  let nameAt = first + 25 * used.length;
  used.forEach(([name, type], index) => {
    const at = first + 25 * index;
    page[at] = type;
    page.writeUInt16LE(index, at + 5);
    page[at + 15] = type === textType ? 2 : 3;
    page.writeUInt16LE(offsetOf(name), at + 21);
    page.writeUInt16LE(2 * name.length, nameAt);
    nameAt += 2 + page.write(name, nameAt + 2, 'utf16le');
  });
  return page;
}

const offsetOf = (name: string): number =>
  columns.slice(0, columns.findIndex(([other]) => other === name)).reduce((sum, [, , bytes]) => sum + bytes, 0); // prettier-ignore

function rowOf(record: TesterRecord, point: number, test: number, dischargedAh: number): Buffer {
  const fixed = Buffer.alloc(2 + columns.reduce((sum, [, , bytes]) => sum + bytes, 0));
  fixed.writeUInt16LE(columns.length);
  const at = (name: string): number => 2 + offsetOf(name);
  fixed.writeInt32LE(test, at('Test_ID'));
  fixed.writeInt32LE(point, at('Data_Point'));
  fixed.writeDoubleLE(record.time, at('Test_Time'));
  fixed.writeInt32LE(record.cycle, at('Cycle_Index'));
  fixed.writeDoubleLE(record.current, at('Current'));
  fixed.writeDoubleLE(record.voltage, at('Voltage'));
  fixed.writeDoubleLE(dischargedAh, at('Discharge_Capacity'));
  // No text: where it would end, how many there are, and that it is empty.
  const variable = Buffer.from([fixed.length, 0, fixed.length, 0, 1, 0]);
  return Buffer.concat([fixed, variable, Buffer.from([0xff, 0])]);
}

const rowsPerPage = 50;

function dataPage(rows: readonly Buffer[]): Buffer {
  const page = Buffer.alloc(pageBytes);
  page.writeUInt16LE(0x0101, 0);
  page.writeUInt32LE(1, 4);
  page.writeUInt16LE(rows.length, 12);
  let end = pageBytes;
  rows.forEach((row, index) => {
    end -= row.length;
    row.copy(page, end);
    page.writeUInt16LE(end, 14 + 2 * index);
  });
  return page;
}

export function resOf(records: readonly TesterRecord[], form: ResForm = {}): Buffer {
  const header = Buffer.alloc(pageBytes);
  header.write('\0\x01\0\0Standard Jet DB\0\x01', 'latin1');
  const rows = Array.from({ length: form.tests ?? 1 }, (_, test) => rowsOfTest(records, test + 1)).flat();
  const pages: Buffer[] = [];
  for (let from = 0; from < rows.length; from += rowsPerPage)
    pages.push(dataPage(rows.slice(from, from + rowsPerPage)));
  const ordered = form.isShuffled
    ? [...pages.filter((_, index) => index % 2 === 1), ...pages.filter((_, index) => index % 2 === 0)]
    : pages;
  return Buffer.concat([header, definitionOf(rows.length, form), ...ordered]);
}

/** Arbin counts through the whole test. */
function rowsOfTest(records: readonly TesterRecord[], test: number): readonly Buffer[] {
  let [before, total] = [0, 0];
  return records.map((record, row) => {
    total += record.discharged > before ? record.discharged - before : 0;
    before = record.discharged;
    return rowOf(record, row + 1, test, total);
  });
}
