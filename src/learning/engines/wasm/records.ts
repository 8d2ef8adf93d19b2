/** Records of the kernels in memory, filled and found by the names of their fields. */
import { kernelRecords } from './kernel-records.ts';

export type RecordName = keyof typeof kernelRecords;
type Fields<N extends RecordName> = (typeof kernelRecords)[N]['fields'];
type FieldName<N extends RecordName> = keyof Fields<N> & string;
type TypeOf<N extends RecordName, F extends keyof Fields<N>> = Fields<N>[F] extends { readonly type: infer T }
  ? T
  : never;

declare const recordOf: unique symbol;
/** Of a record of that class: another class's does not fit where this one is wanted. */
export type RecordAddress<N extends RecordName> = number & { readonly [recordOf]: N };

type FieldValue<T> = T extends RecordName ? RecordAddress<T> : number;
type DoubleName<N extends RecordName> = {
  [F in FieldName<N>]: TypeOf<N, F> extends 'f64' ? F : never;
}[FieldName<N>];

/** Every field; doubles may be left out, and are 0. */
export type RecordValues<N extends RecordName> = {
  readonly [F in Exclude<FieldName<N>, DoubleName<N>>]: FieldValue<TypeOf<N, F>>;
} & { readonly [F in DoubleName<N>]?: number };

interface Field {
  readonly offset: number;
  readonly type: string;
}

export const bytesOfRecord = (name: RecordName): number => kernelRecords[name].byteLength;

/** What lies at that address is a record of the class from here on. */
export const recordAt = <N extends RecordName>(address: number): RecordAddress<N> =>
  address as RecordAddress<N>;

export function fieldAddress<N extends RecordName>(
  name: N,
  record: RecordAddress<N>,
  field: FieldName<N>,
): number {
  return record + fieldNamed(name, field).offset;
}

export function writeRecord<N extends RecordName>(
  buffer: ArrayBufferLike,
  name: N,
  record: RecordAddress<N>,
  values: RecordValues<N>,
): void {
  writeValues(new DataView(buffer, record, bytesOfRecord(name)), name, values);
}

/** Writes the named fields and leaves the others as they are. A value that is no field of the class does not compile. */
export function writeFields<N extends RecordName, V extends Partial<RecordValues<N>>>(
  buffer: ArrayBufferLike,
  name: N,
  record: RecordAddress<N>,
  values: V & Readonly<Record<Exclude<keyof V, FieldName<N>>, never>>,
): void {
  writeValues(new DataView(buffer, record, bytesOfRecord(name)), name, values);
}

function writeValues(view: DataView, name: RecordName, values: object): void {
  for (const [field, value] of Object.entries<number>({ ...values })) {
    const { offset, type } = fieldNamed(name, field);
    if (type === 'f64') view.setFloat64(offset, value, true);
    else view.setUint32(offset, value, true);
  }
}

function fieldNamed(name: RecordName, field: string): Field {
  const fields: Readonly<Record<string, Field>> = kernelRecords[name].fields;
  const found = fields[field];
  if (!found) throw new RangeError(`the record ${name} has no field ${field}`);
  return found;
}
