/** Turns the data of an element of a v5 file into doubles. */
import { brokenMat } from '../broken-mat.ts';
import { elementType, type V5Element, type V5Source } from './v5-source.ts';

interface NumberLayout {
  readonly size: 1 | 2 | 4 | 8;
  /** `start` is a multiple of `size`; the bytes are little-endian. */
  readonly doubles: (buffer: ArrayBuffer, start: number, count: number) => Float64Array;
}

const layouts: ReadonlyMap<number, NumberLayout> = new Map<number, NumberLayout>([
  [elementType.int8, { size: 1, doubles: (...at) => new Float64Array(new Int8Array(...at)) }],
  [elementType.uint8, { size: 1, doubles: (...at) => new Float64Array(new Uint8Array(...at)) }],
  [elementType.utf8, { size: 1, doubles: (...at) => new Float64Array(new Uint8Array(...at)) }],
  [elementType.int16, { size: 2, doubles: (...at) => new Float64Array(new Int16Array(...at)) }],
  [elementType.uint16, { size: 2, doubles: (...at) => new Float64Array(new Uint16Array(...at)) }],
  [elementType.int32, { size: 4, doubles: (...at) => new Float64Array(new Int32Array(...at)) }],
  [elementType.uint32, { size: 4, doubles: (...at) => new Float64Array(new Uint32Array(...at)) }],
  [elementType.single, { size: 4, doubles: (...at) => new Float64Array(new Float32Array(...at)) }],
  [elementType.double, { size: 8, doubles: (...at) => new Float64Array(...at) }],
  [elementType.int64, { size: 8, doubles: (...at) => Float64Array.from(new BigInt64Array(...at), Number) }],
  [elementType.uint64, { size: 8, doubles: (...at) => Float64Array.from(new BigUint64Array(...at), Number) }],
]);

/** A view where the file already holds doubles. Throws INVALID_FILE_FORMAT where it holds not `count` numbers. */
export function readNumbers(source: V5Source, element: V5Element, count: number, path: string): Float64Array {
  const found = layouts.get(element.type);
  if (!found) throw brokenMat(path, `expected numbers, found data of type ${element.type}`);
  const byteCount = element.end - element.start;
  if (byteCount !== count * found.size) {
    throw brokenMat(path, `expected ${count} numbers of ${found.size} bytes, found ${byteCount} bytes`);
  }
  source.takeNumbers(count, path);
  const isReady = (source.littleEndian || found.size === 1) && element.start % found.size === 0;
  return isReady
    ? found.doubles(source.bytes.buffer, element.start, count)
    : found.doubles(littleEndianCopy(source, element, found.size), 0, count);
}

function littleEndianCopy({ bytes, littleEndian }: V5Source, element: V5Element, size: number): ArrayBuffer {
  const copy = bytes.slice(element.start, element.end);
  if (!littleEndian) swapBytes(Buffer.from(copy.buffer), size);
  return copy.buffer;
}

function swapBytes(bytes: Buffer, size: number): void {
  if (size === 2) bytes.swap16();
  if (size === 4) bytes.swap32();
  if (size === 8) bytes.swap64();
}
