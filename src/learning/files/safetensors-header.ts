/** Reads and checks the header of a safetensors file; every number in it is somebody else's until it is checked. */

export interface TensorEntry {
  readonly name: string;
  readonly dtype: 'F32' | 'F64';
  readonly shape: readonly number[];
  /** First byte and the byte after the last, counted from the start of the data. */
  readonly dataOffsets: readonly [number, number];
}

export interface SafetensorsHeader {
  /** In the order of their data, which they cover without gap or overlap. */
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly bodyStart: number;
}

/** Far above any header of ours; the reference implementation reads ten times as much. */
const maxHeaderBytes = 10_000_000;
const bytesPerValue = { F32: 4, F64: 8 } as const;

/**
 * Throws an Error that says what is wrong with the file. `bytes`: its beginning, the whole header at least, of a file
 * that has `fileBytes` in all.
 */
export function parseHeader(bytes: Uint8Array, fileBytes = bytes.length): SafetensorsHeader {
  const bodyStart = 8 + readHeaderLength(bytes, fileBytes);
  const fields = Object.entries(parseObject(bytes.subarray(8, bodyStart)));
  const metadata = parseMetadata(fields.find(([name]) => name === '__metadata__')?.[1]);
  const entries = fields.filter(([name]) => name !== '__metadata__').map(parseEntry);
  entries.sort((a, b) => a.dataOffsets[0] - b.dataOffsets[0] || a.dataOffsets[1] - b.dataOffsets[1]);
  checkCoverage(entries, fileBytes - bodyStart);
  return { entries, metadata, bodyStart };
}

function broken(reason: string): Error {
  return new Error(`not a readable safetensors file: ${reason}`);
}

/** Bytes of JSON after the first eight bytes, which are all that is looked at. */
export function readHeaderLength(bytes: Uint8Array, fileBytes: number): number {
  if (bytes.length < 8) throw broken(`${bytes.length} bytes are too few`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > BigInt(maxHeaderBytes)) throw broken(`its header claims ${length.toString()} bytes`);
  const headerLength = Number(length);
  if (headerLength > fileBytes - 8) {
    throw broken(`its header claims ${headerLength} bytes, the file has ${fileBytes}`);
  }
  return headerLength;
}

/** Throws where the bytes are no UTF-8. This folder runs anywhere, so it relies on the language alone. */
function decodeUtf8(bytes: Uint8Array): string {
  const escapes = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  return decodeURIComponent(escapes.join(''));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch (cause) {
    throw new Error(broken('its header is not JSON').message, { cause });
  }
  if (!isObject(value)) throw broken('its header is not a JSON object');
  return value;
}

function parseMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isObject(value)) throw broken('its metadata is not an object');
  const metadata: [string, string][] = Object.entries(value).map(([name, text]) => {
    if (typeof text !== 'string') throw broken(`its metadata "${name}" is not text`);
    return [name, text];
  });
  return Object.fromEntries(metadata);
}

function parseEntry([name, value]: readonly [string, unknown]): TensorEntry {
  if (!isObject(value)) throw broken(`tensor "${name}" has no description`);
  const { dtype, shape, data_offsets: dataOffsets } = value;
  if (dtype !== 'F32' && dtype !== 'F64') {
    throw broken(`tensor "${name}" has the type ${JSON.stringify(dtype)}; F32 and F64 are known`);
  }
  if (!isSizes(shape)) throw broken(`tensor "${name}" has no valid shape`);
  if (!isSizes(dataOffsets) || dataOffsets.length !== 2)
    throw broken(`tensor "${name}" has no valid offsets`);
  const [begin, end] = [dataOffsets[0] ?? 0, dataOffsets[1] ?? 0];
  const byteCount = shape.reduce((product, size) => product * size, bytesPerValue[dtype]);
  if (end - begin !== byteCount) {
    throw broken(
      `tensor "${name}" of shape [${shape.join(', ')}] needs ${byteCount} bytes, not ${end - begin}`,
    );
  }
  return { name, dtype, shape, dataOffsets: [begin, end] };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && Number(size) >= 0);
}

/** The tensors must fill the data exactly: no byte twice, none left over. */
function checkCoverage(entries: readonly TensorEntry[], bodyBytes: number): void {
  let next = 0;
  for (const { name, dataOffsets } of entries) {
    if (dataOffsets[0] !== next) {
      throw broken(`the data of tensor "${name}" starts at byte ${dataOffsets[0]}, not at ${next}`);
    }
    next = dataOffsets[1];
  }
  if (next !== bodyBytes) throw broken(`its tensors need ${next} bytes of data, it has ${bodyBytes}`);
}
