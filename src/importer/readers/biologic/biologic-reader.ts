/** BioLogic's `.mpr` files as a sheet with the names that EC-Lab gives the columns in a text. */
import { qualityEntry } from '../../../cells/quality/quality-entry.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { QualityEntry } from '../../../shared/contract/quality.ts';
import type { SheetRow } from '../../columns/sheet.ts';
import { recordsOfFile } from '../blocks-of-file.ts';
import type { Reader } from '../reader.ts';
import { type MprField, numberOfField } from './mpr-columns.ts';
import { mprSignature } from './mpr-modules.ts';
import { type MprTable, openMpr } from './read-mpr.ts';

export const biologicReader: Reader = {
  formats: ['mpr'],
  recognises: (head) => Buffer.from(head.subarray(0, mprSignature.length)).toString('latin1') === mprSignature,
  read: async ({ path }) => {
    const table = await openMpr(path);
    const columns = columnsOf(table);
    const content = 'biologic_mpr';
    const sheet = {
      label: null,
      columnNames: columns.map(({ name }) => name),
      batches: rowsOf(path, table, columns),
      lineName: 'row',
      hasDecimalComma: false,
      content: { ofCycles: content, ofSamples: content },
      entries: cutEntry(table),
    } as const;
    return { kind: 'sheets', sheets: [sheet] };
  },
}; // prettier-ignore

interface Column {
  readonly name: string;
  /** The number of a record; asked once for each, in their order. */
  readonly numberAt: (bytes: Buffer, at: number) => number;
}

/** Throws INVALID_FILE_FORMAT where time, voltage or current is missing, or an impedance was measured. */
function columnsOf({ record: { fields } }: MprTable): readonly Column[] {
  const { time, voltage, frequency, halfCycle } = fields;
  if (frequency && !halfCycle) throw invalidFile(wordsOfImpedance);
  const current = currentOf(fields);
  if (!time || !voltage || !current) throw invalidFile(wordsOfMissing);
  return [
    { name: 'time/s', numberAt: plain(time) },
    { name: 'Ewe/V', numberAt: plain(voltage) },
    { name: '<I>/mA', numberAt: current },
    ...countersOf(fields),
  ];
}

type Fields = MprTable['record']['fields'];

function currentOf({ current, time, moved }: Fields): Column['numberAt'] | undefined {
  if (current) return plain(current);
  return time && moved && average(time, moved);
}

function countersOf({ net, moved, cycle, halfCycle }: Fields): readonly Column[] {
  const discharged = net ? fallsOf(plain(net)) : moved && fallsOf(sumOf(plain(moved)));
  const cycles = cycle ? plain(cycle) : halfCycle && wholeCycles(halfCycle);
  return [
    ...(discharged ? [{ name: 'Q discharge/mA.h', numberAt: discharged }] : []),
    ...(net ? [{ name: '(Q-Qo)/mA.h', numberAt: plain(net) }] : []),
    ...(cycles ? [{ name: 'cycle number', numberAt: cycles }] : []),
  ];
}

const wordsOfMissing =
  'expected time, a voltage and a current or a charge among the columns of the BioLogic file, found not all of them; is it a measurement at open circuit?';
const wordsOfImpedance =
  'expected charges and discharges, found a measurement of an impedance; import the file of the technique that cycled the cell';

const plain =
  (field: MprField): Column['numberAt'] =>
  (bytes, at) =>
    numberOfField(bytes, at, field);

/** As EC-Lab does where only the charge between two samples is kept: that charge over the time between them, mA. */
function average(time: MprField, moved: MprField): Column['numberAt'] {
  let before = Number.NaN;
  let last = 0;
  return (bytes, at) => {
    const now = numberOfField(bytes, at, time);
    const seconds = now - before;
    before = now;
    if (seconds > 0) last = (numberOfField(bytes, at, moved) * 3600) / seconds;
    return last;
  };
}

/** What a net counter fell by since the first sample: BioLogic's negative charge is a discharge. */
function fallsOf(counter: Column['numberAt']): Column['numberAt'] {
  let [before, fallen] = [Number.NaN, 0];
  return (bytes, at) => {
    const now = counter(bytes, at);
    if (before > now) fallen += before - now;
    before = now;
    return fallen;
  };
}

function sumOf(part: Column['numberAt']): Column['numberAt'] {
  let sum = 0;
  return (bytes, at) => (sum += part(bytes, at));
}

/** A half cycle goes one way: two of them are a cycle. */
const wholeCycles =
  (halfCycle: MprField): Column['numberAt'] =>
  (bytes, at) =>
    Math.floor(numberOfField(bytes, at, halfCycle) / 2);

async function* rowsOf(
  path: string,
  { record, start, count }: MprTable,
  columns: readonly Column[],
): AsyncGenerator<readonly SheetRow[], void> {
  let line = 0;
  for await (const bytes of recordsOfFile(path, start, record.bytes)) {
    const rows: SheetRow[] = [];
    for (let at = 0; at < bytes.length && line < count; at += record.bytes) {
      line += 1;
      rows.push({ record: columns.map(({ numberAt }) => numberAt(bytes, at)), line });
    }
    yield rows;
    if (line >= count) return;
  }
}

function cutEntry({ count, expected }: MprTable): readonly QualityEntry[] {
  if (count === expected) return [];
  const message = `The file ends before its last sample: ${count} of ${expected} are there.`;
  return [qualityEntry('rows_dropped', 'warning', message, { count: expected - count })];
}
