/** Writes Neware's own files: `.nda` of versions 29 and 130, and the `.ndc` files that an `.ndax` holds. */
import type { TesterRecord } from './tester-records.ts';
import type { ZipPart } from './zip-writer.ts';

/** mA of a count in the range of 1000 mA */
const countMilliA = 0.1;
const range = 1000;
const unusedBytes = 4;

interface CountedPlaces {
  readonly bytes: number;
  readonly index: number;
  readonly step: number;
  readonly status: number;
  readonly time: number;
  readonly charged: number;
  readonly date: number;
  readonly range: number;
}

function counted(record: TesterRecord, index: number, places: CountedPlaces): Buffer {
  const bytes = Buffer.alloc(places.bytes);
  bytes.writeUInt32LE(index, places.index);
  bytes[places.step] = record.run % 256;
  bytes[places.status] = record.status;
  bytes.writeBigUInt64LE(BigInt(Math.round(record.stepTime * 1000)), places.time);
  bytes.writeInt32LE(Math.round(record.voltage * 10_000), places.time + 8);
  bytes.writeInt32LE(Math.round((record.current * 1000) / countMilliA), places.time + 12);
  const counts = (ampereHours: number): bigint =>
    BigInt(Math.round((ampereHours * 1000 * 3600) / countMilliA));
  bytes.writeBigInt64LE(counts(record.charged), places.charged);
  bytes.writeBigInt64LE(counts(record.discharged), places.charged + 8);
  bytes.writeUInt16LE(2024, places.date);
  bytes.set([1, 2, 3, 4, 5], places.date + 2);
  bytes.writeInt32LE(range, places.range);
  return bytes;
}

const nda29 = { bytes: 86, index: 2, step: 10, status: 12, time: 14, charged: 38, date: 70, range: 78 };

export function nda29Of(records: readonly TesterRecord[]): Buffer {
  const header = Buffer.alloc(2304);
  header.write('NEWARE', 'latin1');
  header[14] = 29;
  const rows = records.map((record, row) => {
    const bytes = counted(record, row + 1, nda29);
    bytes[0] = 0x55;
    return bytes;
  });
  return Buffer.concat([header, Buffer.alloc(unusedBytes), ...rows]);
}

function header130(): Buffer {
  const header = Buffer.alloc(1024);
  header.write('NEWARE', 'latin1');
  header[14] = 130;
  return header;
}

/** As BTS 9.0 writes it. */
export function nda90Of(records: readonly TesterRecord[]): Buffer {
  const rows = records.map((record, row) => {
    const bytes = Buffer.alloc(88);
    bytes.set([0x12, 0, 0, 0, 0x55, 0]);
    bytes[9] = record.run % 256;
    bytes[10] = record.status;
    bytes.writeUInt32LE(row + 1, 16);
    bytes.writeBigUInt64LE(BigInt(Math.round(record.time * 1e6)), 28);
    bytes.writeFloatLE(record.voltage, 36);
    bytes.writeFloatLE(record.current * 1000, 40);
    bytes.writeFloatLE(record.charged * 3.6e6, 52);
    bytes.writeFloatLE(-record.discharged * 3.6e6, 60);
    return bytes;
  });
  const end = Buffer.alloc(88);
  end[0] = 0x81;
  return Buffer.concat([header130(), ...rows, end]);
}

/** As BTS 9.1 writes it. */
export function nda91Of(records: readonly TesterRecord[]): Buffer {
  const rows = records.map((record, row) => {
    const bytes = Buffer.alloc(56);
    bytes.set([0x55, 0x01, record.run % 256, record.status]);
    bytes.writeUInt32LE(row + 1, 8);
    bytes.writeUInt32LE(Math.floor(record.time), 12);
    bytes.writeFloatLE(record.current * 1000, 20);
    bytes.writeFloatLE(record.voltage, 24);
    bytes.writeFloatLE((record.charged - record.discharged) * 3.6e6, 28);
    bytes.writeFloatLE(25, 52);
    return bytes;
  });
  return Buffer.concat([header130(), ...rows]);
}

const pageBytes = 4096;

/** Records of one length in pages, behind a page of header. */
function paged(
  version: number,
  type: number,
  rows: readonly Buffer[],
  [from, to]: readonly [number, number],
): Buffer {
  const header = Buffer.alloc(pageBytes);
  header[0] = type;
  header[2] = version;
  const perPage = Math.floor((to - from) / (rows[0]?.length ?? 1));
  const pages: Buffer[] = [header];
  for (let first = 0; first < rows.length; first += perPage) {
    const page = Buffer.alloc(pageBytes);
    Buffer.concat(rows.slice(first, first + perPage)).copy(page, from);
    pages.push(page);
  }
  return Buffer.concat(pages);
}

const ndcPlaces = { index: 8, step: 16, status: 17, time: 23, charged: 43, date: 75, range: 82 };

/** An archive of version 5, or of version 2: one file, whole records. */
export function ndaxOfWholeRecords(version: 2 | 5, records: readonly TesterRecord[]): readonly ZipPart[] {
  const rows = records.map((record, row) => {
    const bytes = counted(record, row + 1, { bytes: version === 2 ? 94 : 87, ...ndcPlaces });
    bytes[version === 2 ? 0 : 7] = 0x55;
    return bytes;
  });
  const header = Buffer.alloc(517);
  header[0] = 1;
  header[2] = 2;
  const content = version === 2 ? Buffer.concat([header, ...rows]) : paged(5, 1, rows, [125, 4040]);
  return [{ name: 'data.ndc', content }, ...remarks];
}

const remarks: readonly ZipPart[] = [
  { name: 'VersionInfo.xml', content: '<?xml version="1.0" encoding="GB2312"?><root><config/></root>' },
];

const clockBytes = { 11: 47, 14: 55, 16: 100, 17: 100 } as const;
const clockPages = { 11: [132, 4080], 14: [132, 4092], 16: [132, 4032], 17: [132, 4032] } as const;

/** An archive of version 11, 14, 16 or 17. The clock is said at the first and last sample of a step, and every tenth. */
export function ndaxOfSplitRecords(
  version: 11 | 14 | 16 | 17,
  records: readonly TesterRecord[],
): readonly ZipPart[] {
  const isCounted = version === 11 || version === 16;
  const samples = records.map(({ voltage, current }) => {
    const bytes = Buffer.alloc(8);
    bytes.writeFloatLE(isCounted ? voltage * 10_000 : voltage);
    bytes.writeFloatLE(isCounted ? current * 1000 : current, 4);
    return bytes;
  });
  const said = records.map((record, row) => ({ record, row })).filter(({ record, row }) => row % 10 === 0 || isEdge(records, row, record));
  const clock = said.map(({ record, row }) => {
    const bytes = Buffer.alloc(clockBytes[version]);
    const unit = isCounted ? 3.6e6 : 1;
    bytes.writeInt32LE(Math.round(record.stepTime * 1000));
    bytes.writeFloatLE(record.charged * unit, 5);
    bytes.writeFloatLE(record.discharged * unit, 9);
    bytes.writeInt32LE(30_000, 29);
    bytes.writeInt32LE(record.run, 37);
    bytes.writeInt32LE(row + 1, 41);
    return bytes;
  });
  const steps = records.filter((record, row) => record.run !== records[row - 1]?.run).map((record, step) => {
    const bytes = Buffer.alloc(version < 16 ? 37 : 100);
    bytes.writeInt32LE(record.cycle - 1);
    bytes.writeInt32LE(record.step, 4);
    bytes[24] = record.status;
    if (version >= 16) bytes.writeInt32LE(step + 1, 33);
    return bytes;
  });
  return [
    { name: 'data.ndc', content: paged(version, 1, samples, [132, 4092]) },
    { name: 'data_runInfo.ndc', content: paged(version, 18, clock, clockPages[version]) },
    { name: 'data_step.ndc', content: paged(version, 7, steps, version < 16 ? [132, 4091] : [132, 4032]) },
    ...remarks,
  ];
} // prettier-ignore

const isEdge = (records: readonly TesterRecord[], row: number, { run }: TesterRecord): boolean =>
  records[row - 1]?.run !== run || records[row + 1]?.run !== run;
