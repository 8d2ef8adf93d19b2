/**
 * The few parts of the Protocol Buffers wire format (protobuf.dev/programming-guides/encoding) that an ONNX file needs:
 * a message is its fields one after the other, each a key (number · 8 + wire type) and a value. Parts are kept as they
 * are given and joined once, so that large tensors are copied a single time.
 */

/** A message, or a field of one: pieces of bytes in order, and their length together. */
export interface Encoded {
  readonly byteLength: number;
  readonly pieces: readonly Uint8Array[];
}

const wireType = { varint: 0, lengthDelimited: 2 } as const;

/** A field without a value is left out. */
export const message = (...fields: readonly (Encoded | readonly Encoded[])[]): Encoded => join(fields.flat());

/** An integer from 0 to 2⁵³ - 1. */
export const integerField = (field: number, value: number): Encoded =>
  encodedOf(Uint8Array.from([...varint(field * 8 + wireType.varint), ...varint(value)]));

export const textField = (field: number, text: string): Encoded => bytesField(field, utf8(text));

export const bytesField = (field: number, bytes: Uint8Array): Encoded =>
  messageField(field, encodedOf(bytes));

export function messageField(field: number, value: Encoded): Encoded {
  const key = [...varint(field * 8 + wireType.lengthDelimited), ...varint(value.byteLength)];
  return join([encodedOf(Uint8Array.from(key)), value]);
}

export function toBytes({ byteLength, pieces }: Encoded): Uint8Array {
  const bytes = new Uint8Array(byteLength);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

const encodedOf = (bytes: Uint8Array): Encoded => ({ byteLength: bytes.length, pieces: [bytes] });

const join = (parts: readonly Encoded[]): Encoded => ({
  byteLength: parts.reduce((sum, { byteLength }) => sum + byteLength, 0),
  pieces: parts.flatMap(({ pieces }) => pieces),
});

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** The language's own encoding of addresses is UTF-8; the pure code has no other encoder. */
function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.toWellFormed());
  const units = escaped.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Uint8Array.from(units, (unit) => unit.charCodeAt(0));
}
