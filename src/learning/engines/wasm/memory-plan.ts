/**
 * Where everything lies in the memory of one network, decided before the memory exists: what is asked for is known to
 * the byte, and a job that cannot fit says so before it starts.
 */
import {
  bytesOfRecord,
  recordAt,
  type RecordAddress,
  type RecordName,
  type RecordValues,
  writeRecord,
} from './records.ts';

/** Addresses below belong to the kernels' own constants. */
const firstFreeByte = 8192;
/** A cache line: nothing shares one with its neighbour. */
const alignmentBytes = 64;

export interface MemoryPlan {
  /** Bytes needed so far. */
  readonly byteLength: number;
  /** Address of that many bytes, zero until written. */
  reserve(bytes: number): number;
  /** Room for a record of the kernels, which gets these values. */
  record<N extends RecordName>(name: N, values: RecordValues<N>): RecordAddress<N>;
  /** Writes all records into the memory. */
  writeRecords(buffer: ArrayBufferLike): void;
}

export function planMemory(): MemoryPlan {
  let byteLength = firstFreeByte;
  const writeLater: ((buffer: ArrayBufferLike) => void)[] = [];
  const reserve = (bytes: number): number => {
    const address = byteLength;
    byteLength += Math.ceil(bytes / alignmentBytes) * alignmentBytes;
    return address;
  };
  return {
    get byteLength() {
      return byteLength;
    },
    reserve,
    record<N extends RecordName>(name: N, values: RecordValues<N>) {
      const record = recordAt<N>(reserve(bytesOfRecord(name)));
      writeLater.push((buffer) => writeRecord(buffer, name, record, values));
      return record;
    },
    writeRecords(buffer) {
      for (const write of writeLater) write(buffer);
    },
  };
}
