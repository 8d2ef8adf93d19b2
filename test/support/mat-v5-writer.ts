/** Writes small MATLAB files of version 5, as MATLAB does: either byte order, compressed or not. */
import { deflateSync } from 'node:zlib';

export type MatFixture =
  | {
      readonly kind: 'double';
      readonly dims: readonly number[];
      readonly real: readonly number[];
      readonly imaginary?: readonly number[];
    }
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'cell'; readonly items: readonly MatFixture[] }
  | { readonly kind: 'struct'; readonly elements: readonly Readonly<Record<string, MatFixture>>[] };

export interface MatForm {
  readonly littleEndian?: boolean;
  readonly compressed?: boolean;
}

/** 1 x N */
export function row(real: readonly number[]): MatFixture {
  return { kind: 'double', dims: real.length === 0 ? [0, 0] : [1, real.length], real };
}

export function text(letters: string): MatFixture {
  return { kind: 'char', text: letters };
}

/** 1 x N, one for each record. */
export function structs(...elements: readonly Readonly<Record<string, MatFixture>>[]): MatFixture {
  return { kind: 'struct', elements };
}

const types = { int8: 1, uint16: 4, int32: 5, uint32: 6, double: 9, matrix: 14, compressed: 15 };
const classes = { cell: 1, struct: 2, char: 4, double: 6 };
const nameLength = 32;

export function encodeMatV5(variables: Readonly<Record<string, MatFixture>>, form: MatForm = {}): Buffer {
  const littleEndian = form.littleEndian ?? true;
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file, written by a test');
  header.fill(0, 116, 124);
  if (littleEndian) header.writeUInt16LE(0x0100, 124);
  else header.writeUInt16BE(0x0100, 124);
  header.write(littleEndian ? 'IM' : 'MI', 126);
  const encoded = Object.entries(variables).map(([name, value]) => {
    const plain = encodeMatrix(value, name, littleEndian);
    return form.compressed ? packed(plain, littleEndian) : plain;
  });
  return Buffer.concat([header, ...encoded]);
}

function packed(plain: Buffer, littleEndian: boolean): Buffer {
  const data = deflateSync(plain);
  return Buffer.concat([words([types.compressed, data.length], littleEndian), data]);
}

function encodeMatrix(value: MatFixture, name: string, littleEndian: boolean): Buffer {
  const isComplex = value.kind === 'double' && value.imaginary !== undefined;
  const flags = words([classes[value.kind] | (isComplex ? 0x0800 : 0), 0], littleEndian);
  const body = Buffer.concat([
    element(types.uint32, flags, littleEndian),
    element(types.int32, words(dimsOf(value), littleEndian), littleEndian),
    element(types.int8, Buffer.from(name), littleEndian),
    ...contentOf(value, littleEndian),
  ]);
  return element(types.matrix, body, littleEndian);
}

function dimsOf(value: MatFixture): readonly number[] {
  if (value.kind === 'double') return value.dims;
  if (value.kind === 'char') return [value.text === '' ? 0 : 1, value.text.length];
  return [1, value.kind === 'cell' ? value.items.length : value.elements.length];
}

function contentOf(value: MatFixture, littleEndian: boolean): readonly Buffer[] {
  const part = (inner: MatFixture): Buffer => encodeMatrix(inner, '', littleEndian);
  if (value.kind === 'cell') return value.items.map(part);
  if (value.kind === 'struct') {
    const names = Object.keys(value.elements[0] ?? {});
    const nameBytes = Buffer.alloc(nameLength * names.length);
    names.forEach((name, index) => nameBytes.write(name, index * nameLength));
    return [
      element(types.int32, words([nameLength], littleEndian), littleEndian),
      element(types.int8, nameBytes, littleEndian),
      ...value.elements.flatMap((fields) => names.map((name) => part(fields[name] ?? row([])))),
    ];
  }
  if (value.kind === 'char') return [element(types.uint16, letters(value.text, littleEndian), littleEndian)];
  const parts = value.imaginary === undefined ? [value.real] : [value.real, value.imaginary];
  return parts.map((numbers) => element(types.double, doubles(numbers, littleEndian), littleEndian));
}

/** Up to 4 bytes stand in the tag itself. */
function element(type: number, data: Buffer, littleEndian: boolean): Buffer {
  if (data.length > 0 && data.length <= 4) {
    const small = Buffer.concat([words([data.length * 0x10000 + type], littleEndian), Buffer.alloc(4)]);
    data.copy(small, 4);
    return small;
  }
  const padding = Buffer.alloc((8 - (data.length % 8)) % 8);
  return Buffer.concat([words([type, data.length], littleEndian), data, padding]);
}

function words(numbers: readonly number[], littleEndian: boolean): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, index) =>
    littleEndian ? bytes.writeUInt32LE(number, 4 * index) : bytes.writeUInt32BE(number, 4 * index),
  );
  return bytes;
}

function doubles(numbers: readonly number[], littleEndian: boolean): Buffer {
  const bytes = Buffer.from(Float64Array.from(numbers).buffer);
  return littleEndian ? bytes : bytes.swap64();
}

function letters(letterText: string, littleEndian: boolean): Buffer {
  const bytes = Buffer.from(letterText, 'utf16le');
  return littleEndian ? bytes : bytes.swap16();
}
