/** Arbin's `.res` files as a sheet with the names that Arbin gives the columns in a text; each test of the file is a cell. */
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import type { SheetRow } from '../../columns/sheet.ts';
import type { Reader } from '../reader.ts';
import { looksLikeAccess } from './jet-pages.ts';
import { readRes, type ResSamples } from './read-res.ts';

/** Of the columns behind the number of the test and of the sample. */
const names = ['Test_Time(s)', 'Cycle_Index', 'Current(A)', 'Voltage(V)', 'Discharge_Capacity(Ah)'];
const firstShown = 2;
const rowsAtOnce = 4096;

export const arbinReader: Reader = {
  formats: ['res'],
  recognises: looksLikeAccess,
  read: async ({ path }) => {
    const samples = await readRes(path);
    const [tests = new Float64Array(0)] = samples.columns;
    const hasTests = tests.some((test) => test !== tests[0]);
    const content = 'arbin_res';
    const sheet = {
      label: null,
      columnNames: hasTests ? [...names, 'cell'] : names,
      batches: rowsOf(samples, hasTests),
      lineName: 'row',
      hasDecimalComma: false,
      hasInstrumentsCounter: true,
      content: { ofCycles: content, ofSamples: content },
      entries: missingEntry(samples),
    } as const;
    return { kind: 'sheets', sheets: [sheet] };
  },
};

function* rowsOf({ columns, count }: ResSamples, hasTests: boolean): Generator<readonly SheetRow[], void> {
  const [tests, points] = columns;
  const shown = columns.slice(firstShown);
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows: SheetRow[] = [];
    for (let row = from; row < Math.min(from + rowsAtOnce, count); row += 1) {
      const record: (string | number)[] = shown.map((values) => values[row] ?? Number.NaN);
      if (hasTests) record.push(`test ${tests?.[row] ?? ''}`);
      rows.push({ record, line: points?.[row] ?? row + 1 });
    }
    yield rows;
  }
}

function missingEntry({ count, expected }: ResSamples): readonly QualityEntry[] {
  if (count >= expected) return [];
  const message = `The table says that it has ${expected} samples, ${count} were found: the file may not be whole.`;
  return [qualityEntry('rows_dropped', 'warning', message, { count: expected - count })];
}
