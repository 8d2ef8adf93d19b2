/** Reads the numbers of an HDF5 dataset as doubles. */
import type { Metadata } from 'h5wasm';
import { brokenMat } from '../broken-mat.ts';
import type { Hdf5File } from './hdf5-file.ts';

/** Longer vectors are read in pieces, so that HDF5's memory does not grow to their whole size. */
const pieceBytes = 8 * 2 ** 20;
/** Deflate cannot do better; what says it is larger is mostly not in the file. */
const bestCompression = 1032;
const integerType = 0;
const floatType = 1;

type Convert = (buffer: ArrayBuffer) => Float64Array;

const floats: ReadonlyMap<number, Convert> = new Map<number, Convert>([
  [4, (buffer) => new Float64Array(new Float32Array(buffer))],
  [8, (buffer) => new Float64Array(buffer)],
]);
const signedIntegers: ReadonlyMap<number, Convert> = new Map<number, Convert>([
  [1, (buffer) => new Float64Array(new Int8Array(buffer))],
  [2, (buffer) => new Float64Array(new Int16Array(buffer))],
  [4, (buffer) => new Float64Array(new Int32Array(buffer))],
  [8, (buffer) => Float64Array.from(new BigInt64Array(buffer), Number)],
]);
const unsignedIntegers: ReadonlyMap<number, Convert> = new Map<number, Convert>([
  [1, (buffer) => new Float64Array(new Uint8Array(buffer))],
  [2, (buffer) => new Float64Array(new Uint16Array(buffer))],
  [4, (buffer) => new Float64Array(new Uint32Array(buffer))],
  [8, (buffer) => Float64Array.from(new BigUint64Array(buffer), Number)],
]);

/** Throws INVALID_FILE_FORMAT where the dataset holds no numbers, or says it has more than the file can hold. */
export function readHdf5Numbers(file: Hdf5File, path: string, metadata: Metadata): Float64Array {
  return converterOf(metadata, path)(readHdf5Bytes(file, path, metadata));
}

/** The real parts of compound numbers, then the imaginary ones, as MATLAB stores complex numbers. */
export function readHdf5Complex(file: Hdf5File, path: string, metadata: Metadata) {
  const members = metadata.compound_type?.members ?? [];
  const [real, imaginary] = ['real', 'imag'].map((name) => members.find((member) => member.name === name));
  if (!real || !imaginary) throw brokenMat(path, 'expected numbers, found a record of several');
  const bytes = new Uint8Array(readHdf5Bytes(file, path, metadata));
  const part = ({ offset, size, ...member }: typeof real): Float64Array => {
    const picked = new Uint8Array((bytes.length / metadata.size) * size);
    for (let from = offset, to = 0; to < picked.length; from += metadata.size, to += size) {
      picked.set(bytes.subarray(from, from + size), to);
    }
    return converterOf({ ...member, size }, path)(picked.buffer);
  };
  return { real: part(real), imaginary: part(imaginary) };
}

/** All bytes of a dataset, little-endian. */
export function readHdf5Bytes(file: Hdf5File, path: string, metadata: Metadata): ArrayBuffer {
  const byteCount = metadata.total_size * metadata.size;
  if (metadata.vlen) throw brokenMat(path, 'expected numbers or letters, found values of varying length');
  if (!Number.isSafeInteger(byteCount) || byteCount > file.byteCount * bestCompression) {
    throw brokenMat(path, `the array says it has ${byteCount} bytes, which the file cannot hold`);
  }
  const bytes = new Uint8Array(byteCount);
  const { shape } = metadata;
  const axis = byteCount > pieceBytes && shape ? onlyAxis(shape) : undefined;
  if (axis === undefined || !shape) file.readInto(path, bytes);
  else readPieces({ file, path, metadata }, shape, axis, bytes);
  return bytes.buffer;
}

/** The axis of a vector; undefined for a matrix. */
function onlyAxis(shape: readonly number[]): number | undefined {
  const long = shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  return long.length === 1 ? long[0] : undefined;
}

/** Whole chunks, so that none is unpacked twice. */
function readPieces(
  { file, path, metadata }: { readonly file: Hdf5File; readonly path: string; readonly metadata: Metadata },
  shape: readonly number[],
  axis: number,
  bytes: Uint8Array<ArrayBuffer>,
): void {
  const chunk = Math.max(1, metadata.chunks?.[axis] ?? 1);
  const step = chunk * Math.max(1, Math.floor(pieceBytes / metadata.size / chunk));
  const total = shape[axis] ?? 0;
  for (let start = 0; start < total; start += step) {
    const length = Math.min(step, total - start);
    const offset = shape.map((_, other) => (other === axis ? start : 0));
    const count = shape.map((_, other) => (other === axis ? length : 1));
    const piece = bytes.subarray(start * metadata.size, (start + length) * metadata.size);
    file.readInto(path, piece, { offset, count });
  }
}

function converterOf(
  metadata: Pick<Metadata, 'type' | 'size' | 'signed' | 'enum_type'>,
  path: string,
): Convert {
  const integers = metadata.signed ? signedIntegers : unsignedIntegers;
  const isInteger = metadata.type === integerType || metadata.enum_type?.type === integerType;
  const converter = metadata.type === floatType ? floats.get(metadata.size) : undefined;
  const found = isInteger ? integers.get(metadata.size) : converter;
  if (!found) throw brokenMat(path, `expected numbers, found data of HDF5 type ${metadata.type}`);
  return found;
}
