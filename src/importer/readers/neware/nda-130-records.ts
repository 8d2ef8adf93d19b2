/** One sample of `.nda` version 130: numbers in SI units (currents in mA), as BTS 9.0 and BTS 9.1 write them. */
import type { NewareRecord } from './record-store.ts';

/** Of BTS 9.0, in 88 bytes. `identifier`: the first six bytes of every sample. */
export const nda90Record =
  (identifier: Buffer) =>
  (bytes: Buffer, at: number): NewareRecord | 'end' | undefined => {
    if (bytes[at] === 0x81) return 'end';
    if (identifier.compare(bytes, at, at + identifier.length) !== 0) return undefined;
    return {
      index: bytes.readUInt32LE(at + 16),
      step: bytes[at + 9] ?? 0,
      status: bytes[at + 10] ?? 0,
      stepTimeS: Number(bytes.readBigUInt64LE(at + 28)) / 1e6,
      voltageV: bytes.readFloatLE(at + 36),
      currentMilliA: bytes.readFloatLE(at + 40),
      dischargedMilliAh: bytes.readFloatLE(at + 60) / 3600,
    };
  };

/** Of BTS 9.1; one counter, which is negative while discharging. */
export function nda91Record(bytes: Buffer, at: number): NewareRecord | 'end' | undefined {
  if (bytes[at] === 0x81) return 'end';
  if (bytes[at] !== 0x55) return undefined;
  return {
    index: bytes.readUInt32LE(at + 8),
    step: bytes[at + 2] ?? 0,
    status: bytes[at + 3] ?? 0,
    stepTimeS: bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16) / 1e9,
    currentMilliA: bytes.readFloatLE(at + 20),
    voltageV: bytes.readFloatLE(at + 24),
    dischargedMilliAh: Math.min(0, bytes.readFloatLE(at + 28)) / 3600,
  };
}
