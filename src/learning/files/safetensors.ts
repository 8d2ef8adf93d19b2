/**
 * Arrays as bytes, in the published safetensors format (github.com/huggingface/safetensors): 8 bytes little-endian
 * length of the header, the header as JSON ({name: {dtype, shape, data_offsets}, __metadata__}), then the data, little
 * endian and row-major. Only F32 and F64 are known here. Reading trusts nothing: a broken file is an Error in words.
 */
import { parseHeader, type TensorEntry } from './safetensors-header.ts';

export interface StoredTensor {
  readonly shape: readonly number[];
  /** Row-major; as many as the product of the shape. */
  readonly values: Float64Array | Float32Array;
}

const lengthBytes = 8;
const alignmentBytes = 8;

/** The file's bytes. Tensors keep their order, float64 before float32; the header is padded with spaces so that the data starts aligned. */
export function encodeSafetensors(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header = headerBytes(orderedByWidth(tensors), metadata);
  const bodyBytes = [...tensors.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
  const bytes = new Uint8Array(lengthBytes + header.length + bodyBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, lengthBytes);
  let offset = lengthBytes + header.length;
  for (const { values } of orderedByWidth(tensors).values()) {
    writeValues(bytes.subarray(offset, offset + values.byteLength), values);
    offset += values.byteLength;
  }
  return bytes;
}

/** F64 before F32, so that every value lies at a multiple of its own width. */
function orderedByWidth(tensors: ReadonlyMap<string, StoredTensor>): ReadonlyMap<string, StoredTensor> {
  const entries = [...tensors];
  return new Map(entries.sort(([, a], [, b]) => b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT));
}

function headerBytes(
  tensors: ReadonlyMap<string, StoredTensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const entries: [string, unknown][] = [['__metadata__', metadata]];
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    const valueCount = shape.reduce((product, size) => product * size, 1);
    if (valueCount !== values.length) {
      throw new Error(`tensor ${name}: shape [${shape.join(', ')}] does not hold ${values.length} values`);
    }
    const dtype = values instanceof Float64Array ? 'F64' : 'F32';
    entries.push([name, { dtype, shape, data_offsets: [offset, offset + values.byteLength] }]);
    offset += values.byteLength;
  }
  const text = asciiBytes(JSON.stringify(Object.fromEntries(entries)));
  const padded = new Uint8Array(Math.ceil(text.length / alignmentBytes) * alignmentBytes).fill(0x20);
  padded.set(text);
  return padded;
}

/** JSON may write any character as an escape, so its text needs no encoding beyond ASCII. */
function asciiBytes(json: string): Uint8Array {
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = json.replace(/[^\x20-\x7e]/g, escape);
  return Uint8Array.from(ascii, (character) => character.charCodeAt(0));
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** As a whole where the machine keeps its numbers as the file does, which nearly all do. */
function writeValues(target: Uint8Array, values: Float64Array | Float32Array): void {
  target.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  if (!isLittleEndian) turnAround(target, values.BYTES_PER_ELEMENT);
}

/** The bytes of each value, in place. */
function turnAround(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
}

/** Tensors by name, in the order of their data, and the metadata. The values are copies, free of the given bytes. */
export function decodeSafetensors(bytes: Uint8Array): {
  readonly tensors: Map<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
} {
  const { entries, metadata, bodyStart } = parseHeader(bytes);
  const tensors = new Map<string, StoredTensor>();
  for (const entry of entries) {
    tensors.set(entry.name, { shape: entry.shape, values: readValues(bytes, bodyStart, entry) });
  }
  return { tensors, metadata };
}

function readValues(bytes: Uint8Array, bodyStart: number, entry: TensorEntry): Float64Array | Float32Array {
  const [begin, end] = entry.dataOffsets;
  const own = Uint8Array.from(bytes.subarray(bodyStart + begin, bodyStart + end));
  if (!isLittleEndian) turnAround(own, entry.dtype === 'F64' ? 8 : 4);
  return entry.dtype === 'F64' ? new Float64Array(own.buffer) : new Float32Array(own.buffer);
}
