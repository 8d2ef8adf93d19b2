import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type KernelLab,
  type Matrix,
  type LabMatrix,
  kernelBuilds,
  openKernelLab,
  randomMatrix,
} from '../../support/kernel-lab.ts';

const size = fc.integer({ min: 1, max: 45 });
const rowCount = fc.integer({ min: 1, max: 300 });
const seed = fc.integer({ min: 1, max: 1_000_000 });

/** Σ a·b in double precision; `at(i, j, k)` names the two factors. */
function plainProduct(
  rows: number,
  columns: number,
  depth: number,
  at: (i: number, j: number, k: number) => number,
) {
  return Array.from({ length: rows * columns }, (_, index) => {
    let sum = 0;
    for (let k = 0; k < depth; k++) sum += at(Math.floor(index / columns), index % columns, k);
    return sum;
  });
}

/** Numbers below 1, `terms` of them added in single precision: each addition rounds by 2⁻²⁴ of a sum below `terms`. */
function expectClose(actual: readonly number[], expected: readonly number[], terms: number): void {
  const tolerance = 2 ** -24 * (terms + 2) * Math.sqrt(terms + 2);
  const worst = Math.max(...actual.map((value, at) => Math.abs(value - (expected[at] ?? Number.NaN))));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

const at = (matrix: Matrix, row: number, column: number): number =>
  matrix.values[row * matrix.columns + column] ?? Number.NaN;
const panels = (columns: number): number => Math.ceil(columns / 8);
const paddedRows = (rows: number): number => Math.ceil(rows / 4) * 4;

describe.each(kernelBuilds)('matrix products of the %s build', (build) => {
  let lab: KernelLab;
  beforeAll(async () => {
    lab = await openKernelLab(build);
  });

  function runProduct(a: LabMatrix, b: LabMatrix, c: LabMatrix, start: readonly [number, number, number]) {
    const rows = paddedRows(a.rows);
    const sizes = [rows, panels(b.columns), ...start];
    lab.call(
      'product',
      a.address,
      a.panelBytes,
      b.address,
      b.panelBytes,
      b.rows,
      c.address,
      c.panelBytes,
      ...sizes,
    );
  }

  it('bias + A·B is what a plain loop gives, whatever the shape', () => {
    const check = (rows: number, depth: number, columns: number, from: number): void => {
      lab.clear();
      const [a, b, bias] = [
        randomMatrix(rows, depth, from),
        randomMatrix(depth, columns, from + 1),
        randomMatrix(1, columns, from + 2),
      ];
      const biasAt = lab.reserve(panels(columns) * 32);
      lab.floats.set(bias.values, biasAt / 4);
      const c = lab.reserveMatrix(rows, columns);
      runProduct(lab.put(a), lab.put(b), c, [biasAt, 32, 0]);
      const expected = plainProduct(rows, columns, depth, (i, j, k) => at(a, i, k) * at(b, k, j));
      expectClose(
        lab.read(c),
        expected.map((sum, index) => sum + at(bias, 0, index % columns)),
        depth + 1,
      );
    };
    fc.assert(fc.property(rowCount, size, size, seed, check), { numRuns: 60 });
    check(1, 1, 1, 1);
    check(32, 80, 256, 2);
  });

  it('C + A·B adds to what is there', () => {
    fc.assert(
      fc.property(rowCount, size, size, seed, (rows, depth, columns, from) => {
        lab.clear();
        const [a, b, before] = [
          randomMatrix(rows, depth, from),
          randomMatrix(depth, columns, from + 1),
          randomMatrix(rows, columns, from + 2),
        ];
        const c = lab.put(before);
        runProduct(lab.put(a), lab.put(b), c, [c.address, c.panelBytes, 32]);
        const expected = plainProduct(rows, columns, depth, (i, j, k) => at(a, i, k) * at(b, k, j));
        expectClose(
          lab.read(c),
          expected.map((sum, index) => sum + (before.values[index] ?? 0)),
          depth + 1,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('Aᵀ·B is what a plain loop gives, replaced or added, over more rows than one block', () => {
    const check = (rows: number, depth: number, columns: number, from: number): void => {
      lab.clear();
      const adds = from % 2 === 0;
      const [a, b, before] = [
        randomMatrix(rows, depth, from),
        randomMatrix(rows, columns, from + 1),
        randomMatrix(depth, columns, from + 2),
      ];
      const [placedA, placedB, c] = [lab.put(a), lab.put(b), lab.put(before)];
      const operands = [
        placedA.address,
        placedA.panelBytes,
        depth,
        placedB.address,
        placedB.panelBytes,
        columns,
      ];
      lab.call('transposedProduct', ...operands, rows, c.address, c.panelBytes, Number(adds));
      const expected = plainProduct(depth, columns, rows, (i, j, k) => at(a, k, i) * at(b, k, j));
      const start = (index: number): number => (adds ? (before.values[index] ?? 0) : 0);
      expectClose(
        lab.read(c),
        expected.map((sum, index) => sum + start(index)),
        rows + 1,
      );
    };
    fc.assert(fc.property(rowCount, size, size, seed, check), { numRuns: 60 });
    check(960, 81, 64, 3);
  });

  it('A·Bᵀ is a product with the transposed copy', () => {
    fc.assert(
      fc.property(rowCount, size, size, seed, (rows, depth, columns, from) => {
        lab.clear();
        const [a, b] = [randomMatrix(rows, depth, from), randomMatrix(columns, depth, from + 1)];
        const [placedB, transposed, c] = [
          lab.put(b),
          lab.reserveMatrix(depth, columns),
          lab.reserveMatrix(rows, columns),
        ];
        const blocks = [panels(columns), panels(depth)];
        lab.call(
          'transpose',
          placedB.address,
          placedB.panelBytes,
          ...blocks,
          transposed.address,
          transposed.panelBytes,
        );
        expect(lab.read(transposed)).toEqual(plainProduct(depth, columns, 1, (i, j) => at(b, j, i)));
        runProduct(lab.put(a), transposed, c, [lab.reserve(32), 0, 0]);
        expectClose(
          lab.read(c),
          plainProduct(rows, columns, depth, (i, j, k) => at(a, i, k) * at(b, j, k)),
          depth,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('the sums of columns are those of a plain loop', () => {
    fc.assert(
      fc.property(rowCount, size, seed, (rows, columns, from) => {
        lab.clear();
        const a = randomMatrix(rows, columns, from);
        const placed = lab.put(a);
        const sums = lab.reserve(panels(columns) * 32);
        lab.call('columnSums', placed.address, placed.panelBytes, paddedRows(rows), panels(columns), sums);
        const expected = plainProduct(1, columns, rows, (_, j, k) => at(a, k, j));
        expectClose([...lab.floats.subarray(sums / 4, sums / 4 + columns)], expected, rows);
      }),
      { numRuns: 40 },
    );
  });
});
