/** Writes BioLogic's `.mpr` files, with the columns that a technique keeps. */
import type { TesterRecord } from './tester-records.ts';

export interface MprForm {
  /** Of the module with the data. */
  readonly version: 2 | 3 | 11;
  /** Numbers of the columns. */
  readonly columns: readonly number[];
  /** Of records, where it is not how many there are. */
  readonly saysCount?: number;
}

/** Galvanostatic cycling: the charge between two samples is kept, not the current. */
export const gcplColumns = [1, 2, 3, 21, 31, 65, 131, 4, 7, 13, 5, 6, 39, 467, 468];
/** Modulo Bat: with the current. */
export const moduloBatColumns = [1, 2, 3, 21, 31, 65, 131, 39, 4, 20, 6, 8, 7, 13, 74, 211, 468, 326];

interface Values {
  readonly record: TesterRecord;
  /** mAh since the record before, and since the beginning. */
  readonly moved: number;
  readonly net: number;
}

type Writer = (bytes: Buffer, at: number, values: Values) => number;
const f4 =
  (value: (values: Values) => number): Writer =>
  (bytes, at, values) =>
    bytes.writeFloatLE(value(values), at) - at;
const f8 =
  (value: (values: Values) => number): Writer =>
  (bytes, at, values) =>
    bytes.writeDoubleLE(value(values), at) - at;
const u2: Writer = (bytes, at, { record }) => bytes.writeUInt16LE(record.run, at) - at;
const nothing8 = f8(() => 0);
const nothing4 = f4(() => 0);
const halfCycle: Writer = (bytes, at, { record }) =>
  bytes.writeUInt32LE(2 * record.cycle + (record.step > 3 ? 1 : 0), at) - at;

const writers: Readonly<Record<number, Writer>> = {
  1: (bytes, at) => bytes.writeUInt8(1, at) - at,
  4: f8(({ record }) => record.time),
  5: nothing4,
  6: f4(({ record }) => record.voltage),
  7: f8(({ moved }) => moved),
  8: f4(({ record }) => record.current * 1000),
  13: f8(({ net }) => net),
  20: nothing4,
  39: u2,
  74: nothing8,
  131: u2,
  211: nothing8,
  326: nothing4,
  467: nothing8,
  468: halfCycle,
};
const otherFlags = [2, 3, 21, 31, 65];

const start = { 2: 405, 3: 406, 11: 1007 } as const;

const startDate = '01/02/24';
/** The same day as Excel counts it, where other readers look for it. */
function logOf(): Buffer {
  const log = Buffer.alloc(600);
  log.writeDoubleLE(45_293.5, 465);
  return log;
}

function moduleOf(name: string, version: number, content: Buffer): Buffer {
  const header = Buffer.alloc(version === 11 ? 65 : 57);
  header.write(`MODULE${name.padEnd(10)}`, 'latin1');
  if (version === 11) header.writeUInt32LE(0xffff_ffff, 41);
  header.write(startDate, version === 11 ? 57 : 49, 'latin1');
  header.writeUInt32LE(content.length, version === 11 ? 45 : 41);
  header.writeUInt32LE(version === 11 ? 0 : version, version === 11 ? 49 : 45);
  if (version === 11) header.writeUInt32LE(11, 53);
  return Buffer.concat([header, content]);
}

export function mprOf(records: readonly TesterRecord[], { version, columns, saysCount }: MprForm): Buffer {
  const head = Buffer.alloc(start[version]);
  head.writeUInt32LE(saysCount ?? records.length);
  head[4] = columns.length;
  columns.forEach((column, index) =>
    version === 11 ? head.writeUInt16BE(column, 5 + 2 * index) : head.writeUInt16LE(column, 5 + 2 * index),
  );
  let [net, time] = [0, 0];
  const rows = records.map((record) => {
    const moved = (record.current * (record.time - time)) / 3.6;
    net += moved;
    time = record.time;
    const bytes = Buffer.alloc(8 * columns.length);
    let at = 0;
    for (const column of columns.filter((number) => !otherFlags.includes(number))) {
      at += (writers[column] ?? nothing4)(bytes, at, { record, moved, net });
    }
    return bytes.subarray(0, at);
  });
  const magic = Buffer.alloc(52);
  magic.write('BIO-LOGIC MODULAR FILE\x1a'.padEnd(48), 'latin1');
  return Buffer.concat([
    magic,
    moduleOf('VMP Set', version, Buffer.alloc(200)),
    moduleOf('VMP data', version, Buffer.concat([head, ...rows])),
    moduleOf('VMP LOG', version, logOf()),
  ]);
}
