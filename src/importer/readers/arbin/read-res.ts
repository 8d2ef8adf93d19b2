/** The samples of Arbin's `.res`: the table `Channel_Normal_Table` of an Access database, known by the names of its columns. */
import { open } from 'node:fs/promises';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { createNumberList } from '../../columns/number-list.ts';
import { isAccess97, isDataOf, isDefinition, pagesOf } from './jet-pages.ts';
import { takeRows } from './jet-rows.ts';
import { type JetTable, tableOn } from './jet-table.ts';

/** In the order in which they are read; all of them stand in every table of samples. */
const sampleColumns = [
  'Test_ID',
  'Data_Point',
  'Test_Time',
  'Cycle_Index',
  'Current',
  'Voltage',
  'Discharge_Capacity',
] as const;

export interface ResSamples {
  /** By `sampleColumns`, equally long; by test, then by data point. */
  readonly columns: readonly Float64Array[];
  readonly count: number;
  /** As the table says. */
  readonly expected: number;
} // prettier-ignore

const maxSamples = 4_194_304;

/** Throws INVALID_FILE_FORMAT where there is no such table, or nothing in it. */
export async function readRes(path: string): Promise<ResSamples> {
  await refuseAccess97(path);
  const table = await findTable(path);
  if (!table) throw invalidFile(wordsOfNoTable);
  const columns = inOrder(await readColumns(path, table));
  const count = columns[0]?.length ?? 0;
  if (count === 0)
    throw invalidFile('expected samples in the Arbin file, found an empty table; is the file whole?');
  return { columns, count, expected: table.rowCount };
}

/** By `sampleColumns`, in the order of the pages. */
async function readColumns(path: string, table: JetTable): Promise<readonly Float64Array[]> {
  const wanted = sampleColumns.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
  const lists = wanted.map(() => createNumberList());
  const keep = (numbers: readonly number[]): void => {
    lists.forEach((list, column) => list.push(numbers[column] ?? Number.NaN));
  };
  for await (const pages of pagesOf(path)) {
    for (const page of pages) if (isDataOf(page, table.page)) takeRows(page, wanted, keep);
    if ((lists[0]?.length ?? 0) > maxSamples) throw tooManySamples();
  }
  return lists.map((list) => list.values());
}

const wordsOfNoTable =
  'expected a table with Test_Time, Current and Voltage in the Access database, as Arbin writes it (.res), found none; is the file whole, and without a password?';

const tooManySamples = (): Error =>
  invalidFile(`expected at most ${maxSamples} samples, found more; split the file, or leave samples out`);

async function refuseAccess97(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(32);
    await handle.read(head, 0, head.length, 0);
    if (isAccess97(head)) throw invalidFile('expected an Access database of 2000 or later, found one of Access 97; export the test from Arbin as CSV or Excel and import that'); // prettier-ignore
  } finally {
    await handle.close();
  }
}

/** Of several (what was deleted may still stand there) the one with most rows. */
async function findTable(path: string): Promise<JetTable | undefined> {
  let best: JetTable | undefined;
  for await (const pages of pagesOf(path)) {
    for (const page of pages.filter(isDefinition)) {
      const table = tableOn(page);
      if (table && holdsSamples(table) && !(best && best.rowCount >= table.rowCount)) best = table;
    }
  }
  return best;
}

const holdsSamples = ({ columns }: JetTable): boolean =>
  sampleColumns.every((wanted) => columns.some(({ name }) => name === wanted));

/** Access writes pages where there is room. */
function inOrder(columns: readonly Float64Array[]): readonly Float64Array[] {
  const [tests = new Float64Array(0), points = new Float64Array(0)] = columns;
  const before = (a: number, b: number): number =>
    (tests[a] ?? 0) - (tests[b] ?? 0) || (points[a] ?? 0) - (points[b] ?? 0);
  if (tests.every((_, row) => row === 0 || before(row - 1, row) <= 0)) return columns;
  const order = Uint32Array.from(tests.keys()).sort(before);
  return columns.map((values) => Float64Array.from(order, (row) => values[row] ?? Number.NaN));
}
