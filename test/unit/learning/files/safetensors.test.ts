import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensor,
} from '../../../../src/learning/files/safetensors.ts';

const tensors = new Map<string, StoredTensor>([
  ['bias', { shape: [3], values: Float32Array.of(1, -2.5, Number.NaN) }],
  ['weight', { shape: [2, 2], values: Float64Array.of(0.1, -0, 5e-324, 1e300) }],
  ['scalar', { shape: [], values: Float64Array.of(7) }],
  ['empty', { shape: [0, 4], values: new Float64Array(0) }],
]);

/** A file with the given header, and as many zero bytes of data as said. */
function fileWith(header: unknown, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}
const tensor = (begin: number, end: number, dtype = 'F64', shape = [(end - begin) / 8]): object => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('safetensors', () => {
  it('reads back what it wrote, bit for bit, with the metadata', () => {
    const read = decodeSafetensors(encodeSafetensors(tensors, { made: 'here', ohm: 'Ω' }));
    expect(new Map(read.tensors)).toEqual(tensors);
    expect(read.metadata).toEqual({ made: 'here', ohm: 'Ω' });
  });

  it('is the published layout, byte for byte', () => {
    const bytes = encodeSafetensors(new Map([['a', { shape: [1], values: Float64Array.of(1) }]]), {});
    const header = '{"__metadata__":{},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}'.padEnd(72);
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(72n);
    expect(new TextDecoder().decode(bytes.subarray(8, 80))).toBe(header);
    expect([...bytes.subarray(80)]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
  });

  it('reads a file without metadata whose data starts at an odd place', () => {
    const read = decodeSafetensors(fileWith({ a: tensor(0, 8) }, 8));
    expect(read.metadata).toEqual({});
    expect(read.tensors.get('a')).toEqual({ shape: [1], values: Float64Array.of(0) });
  });

  it('reads a header that writes other characters as UTF-8', () => {
    expect(decodeSafetensors(fileWith({ __metadata__: { ohm: 'Ω 電' } }, 0)).metadata).toEqual({
      ohm: 'Ω 電',
    });
  });

  it('keeps names that JavaScript objects treat in their own way', () => {
    const odd = new Map<string, StoredTensor>(
      ['__proto__', '1', 'constructor'].map((name, index) => [
        name,
        { shape: [1], values: Float64Array.of(index) },
      ]),
    );
    expect(decodeSafetensors(encodeSafetensors(odd, {})).tensors).toEqual(odd);
  });

  it('refuses to write a shape that does not fit', () => {
    const wrong = new Map([['a', { shape: [2], values: Float64Array.of(1) }]]);
    expect(() => encodeSafetensors(wrong, {})).toThrow('tensor a: shape [2] does not hold 1 values');
  });

  it.each([
    ['too short', new Uint8Array(7), '7 bytes are too few'],
    ['a huge header', Uint8Array.from([255, 255, 255, 255, 255, 255, 255, 255]), 'header claims'],
    [
      'a header longer than the file',
      Uint8Array.from([9, 0, 0, 0, 0, 0, 0, 0, 123, 125]),
      'header claims 9 bytes',
    ],
    ['no JSON', fileWith('{"a":', 0), 'header is not JSON'],
    ['not an object', fileWith([], 0), 'not a JSON object'],
    ['metadata that is not text', fileWith({ __metadata__: { a: 1 } }, 0), 'metadata "a" is not text'],
    ['an unknown type', fileWith({ a: tensor(0, 8, 'I64') }, 8), 'type "I64"'],
    ['a negative size', fileWith({ a: tensor(0, 8, 'F64', [-1]) }, 8), 'no valid shape'],
    ['a size that is not whole', fileWith({ a: tensor(0, 8, 'F64', [0.5]) }, 8), 'no valid shape'],
    ['a shape of another size', fileWith({ a: tensor(0, 8, 'F64', [2]) }, 8), 'needs 16 bytes, not 8'],
    ['offsets backwards', fileWith({ a: tensor(8, 0, 'F64', [1]) }, 8), 'needs 8 bytes, not -8'],
    ['overlap', fileWith({ a: tensor(0, 8), b: tensor(0, 8) }, 8), 'starts at byte 0, not at 8'],
    ['a gap', fileWith({ a: tensor(8, 16) }, 16), 'starts at byte 8, not at 0'],
    ['data missing', fileWith({ a: tensor(0, 16) }, 8), 'need 16 bytes of data, it has 8'],
    ['data left over', fileWith({ a: tensor(0, 8) }, 9), 'need 8 bytes of data, it has 9'],
    ['no description', fileWith({ a: 1 }, 0), 'has no description'],
  ])('refuses %s in plain words', (_, bytes, words) => {
    expect(() => decodeSafetensors(bytes)).toThrow(words);
  });

  it('every damaged file is read or refused in its own words, never anything else', () => {
    const whole = encodeSafetensors(tensors, { made: 'here' });
    const damage = fastCheck.array(fastCheck.tuple(fastCheck.nat(whole.length - 1), fastCheck.nat(255)), {
      minLength: 1,
      maxLength: 8,
    });
    fastCheck.assert(
      fastCheck.property(damage, fastCheck.nat(whole.length), (changes, length) => {
        const bytes = whole.slice(0, length < 8 ? whole.length : length);
        for (const [index, value] of changes) if (index < bytes.length) bytes[index] = value;
        try {
          const { tensors: read } = decodeSafetensors(bytes);
          const byteCount = [...read.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
          expect(byteCount).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(String(error)).toContain('not a readable safetensors file');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
