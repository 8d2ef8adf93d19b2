import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { AppError } from '../../../../../src/shared/domain/app-error.ts';
import { type MatLimits, matLimits } from '../../../../../src/importer/readers/mat/mat-limits.ts';
import { elementCount } from '../../../../../src/importer/readers/mat/mat-value.ts';
import { readMatFile } from '../../../../../src/importer/readers/mat/read-mat-file.ts';
import { nasaFixture, seversonFixture, tableFixture } from '../../../../support/mat-fixtures.ts';
import { treeOfFile } from '../../../../support/mat-tree.ts';
import { encodeMatV5, type MatFixture, row, structs, text } from '../../../../support/mat-v5-writer.ts';
import { encodeMatV73 } from '../../../../support/mat-v73-writer.ts';
import { sharedData } from '../../../../support/program.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-mat-'));
  path = join(folder, 'upload.mat');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function treeOf(content: Uint8Array): Promise<Record<string, unknown>> {
  await writeFile(path, content);
  return treeOfFile(path);
}

/** Reads everything in the file; what was wrong with it, in words. */
async function issueOf(content: Uint8Array, limits: Partial<MatLimits> = {}): Promise<string> {
  await writeFile(path, content);
  const error: unknown = await readMatFile(path, { ...matLimits, ...limits })
    .then(async (file) => {
      try {
        for (const variable of file.variables) {
          const value = await variable.read();
          if (value.kind === 'numeric') value.real();
          if (value.kind === 'char') value.rows();
          if (value.kind === 'struct' && elementCount(value) > 0) value.field(value.fields[0] ?? '', 0);
          let inner = value;
          while (inner.kind === 'cell') inner = inner.item(0);
        }
      } finally {
        await file.close();
      }
    })
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  const { code, details } = error as AppError;
  expect(code).toBe('INVALID_FILE_FORMAT');
  return details![0]!.issue;
}

const everything: Readonly<Record<string, MatFixture>> = {
  complex: { kind: 'double', dims: [2, 1], real: [1, 2], imaginary: [-0.5, 1e-300] },
  cube: { kind: 'double', dims: [2, 1, 3], real: [1, 2, 3, 4, Number.NaN, Number.POSITIVE_INFINITY] },
  letters: text('Größe Ω 😀'),
  nothing: row([]),
  silence: text(''),
  mixed: { kind: 'cell', items: [row([1, 2]), text('b'), { kind: 'cell', items: [row([7])] }] },
  many: structs({ a: row([1]), b: text('x') }, { a: row([2, 3]), b: text('y') }),
};

describe('the same values, however they are stored', () => {
  it.each(Object.entries({ everything, nasaFixture, seversonFixture, tableFixture }))(
    '%s',
    async (_, variables) => {
      const expected = await treeOf(encodeMatV5(variables));
      expect(Object.keys(expected)).toEqual(Object.keys(variables).toSorted());
      expect(await treeOf(encodeMatV5(variables, { compressed: true }))).toEqual(expected);
      expect(await treeOf(encodeMatV5(variables, { littleEndian: false }))).toEqual(expected);
      expect(await treeOf(encodeMatV5(variables, { littleEndian: false, compressed: true }))).toEqual(
        expected,
      );
      expect(await treeOf(await encodeMatV73(variables))).toEqual(expected);
    },
  );

  it('are the values that were written', async () => {
    const tree = await treeOf(encodeMatV5(everything));
    expect(tree['complex']).toMatchObject({ dims: [2, 1], real: [1, 2], imaginary: [-0.5, 1e-300] });
    expect(tree['cube']).toMatchObject({ dims: [2, 1, 3], real: [1, 2, 3, 4, NaN, Infinity] });
    expect(tree['letters']).toMatchObject({ rows: ['Größe Ω 😀'] });
    expect(tree['silence']).toMatchObject({ kind: 'char', rows: [] });
    expect(tree['nothing']).toMatchObject({ class: 'double', dims: [0, 0], real: [] });
    expect(tree['many']).toMatchObject({
      dims: [1, 2],
      elements: [
        [
          ['a', { real: [1] }],
          ['b', { rows: ['x'] }],
        ],
        [
          ['a', { real: [2, 3] }],
          ['b', { rows: ['y'] }],
        ],
      ],
    });
  });
});

describe('files that MATLAB wrote', () => {
  const fixtures = join(sharedData, 'mat_format_fixtures');
  const skipWithout = (context: TestContext): void => {
    if (!existsSync(fixtures)) context.skip('the MATLAB files do not lie beside the project');
  };

  it.for(['array', 'cell', 'simple', 'string', 'struct'])(
    '%s is the same from version 7 and 7.3',
    async (name, context) => {
      skipWithout(context);
      const [old, recent] = ['v7', 'v7.3'].map((version) => join(fixtures, version, `${name}.mat`));
      expect(await treeOfFile(recent!)).toEqual(await treeOfFile(old!));
    },
  );

  it('logical, complex, empty and non-Latin values of version 7.3', async (context) => {
    skipWithout(context);
    const tree = (name: string) => treeOfFile(join(fixtures, 'v7.3', `${name}.mat`));
    expect(await tree('logical')).toMatchObject({
      logical: { kind: 'logical', real: [0] },
      logical_mat: { kind: 'logical', dims: [3, 3] },
    });
    expect(await tree('complex')).toMatchObject({
      imaginary: { real: [1, -1, 1, 1, -1, -1, 0], imaginary: [0, 0, 1, -1, 1, -1, 1] },
    });
    expect(await tree('empty_struct_arrays')).toMatchObject({ s10: { kind: 'struct', dims: [1, 0] } });
    expect(await tree('empty_cells')).toMatchObject({
      empty_cells: { items: [{ dims: [0, 0] }, { rows: ['test'] }, { dims: [0, 0] }] },
    });
    expect(await tree('char_unicode')).toMatchObject({
      d: { rows: ['Mixed planes: A Ω Ж 中 😀 🚀 🧬'] },
      g: { rows: ['ABC', 'DEF'] },
    });
  });

  it('a compressed matrix in chunks', async (context) => {
    skipWithout(context);
    const { var1 } = (await treeOfFile(join(fixtures, 'v7.3/partial.mat'))) as { var1: { real: number[] } };
    // As h5py reads them.
    expect(var1.real.slice(0, 3)).toEqual([0.20946406873110124, 0.6319758740950348, 0.7487721033483472]);
    expect(var1.real).toHaveLength(128 * 128);
  });

  it('tables and dates are there, but closed', async (context) => {
    skipWithout(context);
    const { s } = await treeOfFile(join(fixtures, 'v7.3/struct_table_datetime.mat'));
    expect(s).toMatchObject({
      elements: [
        [
          ['testDatetime', { kind: 'opaque', class: 'datetime' }],
          ['testDatetimeComplex', { kind: 'opaque', class: 'datetime' }],
          ['testTable', { kind: 'opaque', class: 'table' }],
        ],
      ],
    });
  });
});

describe('what cannot be read is refused with a reason and a place', () => {
  const numbers = { x: row([1, 2, 3, 4, 5, 6, 7, 8]) };
  const plain = encodeMatV5(numbers);
  const edited = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(plain);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  it('an empty file, and one that is no MATLAB file', async () => {
    expect(await issueOf(Buffer.alloc(0))).toBe('expected a MATLAB file, found an empty file');
    expect(await issueOf(Buffer.from('cycle,capacity\n1,2\n'.repeat(20)))).toMatch(/found something else/);
  });

  it('version 4, with the way out', async () => {
    const version4 = Buffer.alloc(64);
    version4.writeUInt32LE(1, 4);
    expect(await issueOf(version4)).toMatch(/found version 4; save it in MATLAB with save\(name, '-v7'\)/);
  });

  it('a file that is cut off', async () => {
    expect(await issueOf(plain.subarray(0, 160))).toMatch(
      /says it has \d+ bytes, 24 are there: .*; at byte 128/,
    );
    expect(await issueOf(plain.subarray(0, 132))).toMatch(/found the end of the file; at byte 128/);
  });

  it('sizes that are not true', async () => {
    expect(await issueOf(edited(132, 0xfffffff0))).toMatch(/says it has 4294967280 bytes/);
    // The tag of the numbers: behind flags (16), dimensions (16) and the short name (8).
    expect(await issueOf(edited(128 + 8 + 40 + 4, 0x7fffffff))).toMatch(
      /says it has 2147483647 bytes, 64 are/,
    );
    expect(await issueOf(edited(128 + 8 + 40 + 4, 40))).toBe(
      'expected 8 numbers of 8 bytes, found 40 bytes; at x',
    );
  });

  it('dimensions that are not true', async () => {
    const dims = 128 + 8 + 16 + 8;
    expect(await issueOf(edited(dims, 0x7fffffff))).toMatch(
      /expected 17179869176 numbers of 8 bytes, found 64/,
    );
    expect(await issueOf(edited(dims, 0x80000000))).toMatch(/expected the dimensions of an array/);
    const cells = encodeMatV5({ c: { kind: 'cell', items: [row([1])] } });
    cells.writeUInt32LE(0x7fffffff, dims);
    expect(await issueOf(cells)).toMatch(/at c$/);
  });

  it('compressed data that unpacks to more than it can, or than is allowed, or to less than it says', async () => {
    const inner = Buffer.from(plain.subarray(128));
    inner.writeUInt32LE(0x7fffffff, 4);
    const data = deflateSync(inner);
    const tag = Buffer.alloc(8);
    tag.writeUInt32LE(15, 0);
    tag.writeUInt32LE(data.length, 4);
    const bomb = Buffer.concat([plain.subarray(0, 128), tag, data]);
    expect(await issueOf(bomb)).toMatch(
      /^expected |^the compressed variable says it unpacks to 2147483647 bytes/,
    );
    const large = encodeMatV5({ x: row(Array.from({ length: 10_000 }, () => 0)) }, { compressed: true });
    expect(await issueOf(large, { maxVariableBytes: 50_000 })).toMatch(
      /unpacks to 80\d+ bytes, at most 50000/,
    );
    const whole = encodeMatV5(numbers, { compressed: true });
    const flipped = Buffer.from(whole);
    flipped[140]! ^= 0xff;
    expect(await issueOf(flipped)).toMatch(/; at byte 128 of the file$/);
  });

  it('more numbers, or deeper nesting, than is allowed', async () => {
    expect(await issueOf(plain, { maxNumbers: 7 })).toMatch(/at most 7 numbers in one file/);
    expect(await issueOf(await encodeMatV73(numbers), { maxNumbers: 7 })).toMatch(/at most 7 numbers/);
    let nested: MatFixture = row([1]);
    for (let level = 0; level < 40; level++) nested = { kind: 'cell', items: [nested] };
    expect(await issueOf(encodeMatV5({ nested }))).toMatch(/at most 32 structs and cells inside each other/);
    expect(await issueOf(await encodeMatV73({ nested }))).toMatch(/at most 32 structs and cells/);
  });

  it('a version 7.3 file that is cut off or has no HDF5 in it', async () => {
    const whole = await encodeMatV73(nasaFixture);
    expect(await issueOf(whole.subarray(0, 4000))).toMatch(/the HDF5 structure of the file is damaged \(/);
    expect(await issueOf(whole.subarray(0, 512))).toMatch(/expected HDF5 after the header/);
  });
});
