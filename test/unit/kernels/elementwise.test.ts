import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesOfRecord, recordAt, writeRecord } from '../../../src/learning/engines/wasm/records.ts';
import {
  type KernelLab,
  type Matrix,
  kernelBuilds,
  openKernelLab,
  randomMatrix,
} from '../../support/kernel-lab.ts';

const rowCount = fc.integer({ min: 1, max: 40 }).map((rows) => Math.ceil(rows / 4) * 4);
const columnCount = fc.integer({ min: 1, max: 30 });
const seed = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 40 };
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const panels = (columns: number): number => Math.ceil(columns / 8);

/** A handful of operations on numbers of size 1 in single precision: a few roundings of 6e-8 each. */
const tolerance = 1e-6;

function expectEach(actual: readonly number[], expected: (index: number) => number): void {
  actual.forEach((value, index) => expect(Math.abs(value - expected(index))).toBeLessThanOrEqual(tolerance));
}

const value = (matrix: Matrix, index: number): number => matrix.values[index] ?? Number.NaN;

describe.each(kernelBuilds)('element-wise kernels of the %s build', (build) => {
  let lab: KernelLab;
  beforeAll(async () => {
    lab = await openKernelLab(build);
  });

  it('tanh forward and backward', () => {
    fc.assert(
      fc.property(rowCount, columnCount, seed, (rows, columns, from) => {
        lab.clear();
        const [z, dh] = [randomMatrix(rows, columns, from), randomMatrix(rows, columns, from + 1)];
        const [h, dz] = [lab.put(z), lab.put(dh)];
        lab.call('tanhForward', h.address, h.panelBytes, rows, panels(columns));
        lab.call('tanhBackward', dz.address, h.address, h.panelBytes, rows, panels(columns));
        expectEach(lab.read(h), (i) => Math.tanh(value(z, i)));
        expectEach(lab.read(dz), (i) => value(dh, i) * (1 - Math.tanh(value(z, i)) ** 2));
      }),
      runs,
    );
  });

  it('tanh with its tangent, forward and backward', () => {
    fc.assert(
      fc.property(rowCount, columnCount, seed, (rows, columns, from) => {
        lab.clear();
        const [z, dh] = [randomMatrix(2 * rows, columns, from), randomMatrix(2 * rows, columns, from + 1)];
        const [h, dz] = [lab.put(z), lab.put(dh)];
        const below = rows * columns;
        lab.call('tanhForwardTangent', h.address, h.panelBytes, rows, panels(columns));
        lab.call('tanhBackwardTangent', dz.address, h.address, h.panelBytes, rows, panels(columns));
        const y = (i: number): number => Math.tanh(value(z, i % below));
        const slope = (i: number): number => 1 - y(i) ** 2;
        expectEach(lab.read(h), (i) => (i < below ? y(i) : slope(i) * value(z, i)));
        expectEach(lab.read(dz), (i) =>
          i < below
            ? slope(i) * (value(dh, i) - 2 * y(i) * value(z, i + below) * value(dh, i + below))
            : slope(i) * value(dh, i),
        );
      }),
      runs,
    );
  });

  it('the LSTM cell, forward and backward', () => {
    fc.assert(
      fc.property(rowCount, seed, (rows, from) => {
        lab.clear();
        const put = (offset: number, columns = 8) => lab.put(randomMatrix(rows, columns, from + offset));
        const [z, cBefore] = [randomMatrix(rows, 32, from), randomMatrix(rows, 8, from + 1)];
        const [dhValues, dcValues] = [randomMatrix(rows, 8, from + 2), randomMatrix(rows, 8, from + 3)];
        const [gates, before, dh, dc] = [lab.put(z), lab.put(cBefore), put(2), put(3)];
        const [c, tanhC, h] = [
          lab.reserveMatrix(rows, 8),
          lab.reserveMatrix(rows, 8),
          lab.reserveMatrix(rows, 8),
        ];
        const bytes = rows * 32;
        const forward = [before.address, c.address, tanhC.address, h.address, bytes];
        lab.call('lstmCellForward', gates.address, gates.panelBytes, ...forward);
        const gate = (i: number, index: number) => value(z, Math.floor(i / 8) * 32 + index * 8 + (i % 8));
        const cell = (i: number) => {
          const [a, f, g, o] = [
            sigmoid(gate(i, 0)),
            sigmoid(gate(i, 1)),
            Math.tanh(gate(i, 2)),
            sigmoid(gate(i, 3)),
          ];
          return { a, f, g, o, c: f * value(cBefore, i) + a * g };
        };
        expectEach(lab.read(c), (i) => cell(i).c);
        expectEach(lab.read(h), (i) => cell(i).o * Math.tanh(cell(i).c));

        const backward = [before.address, tanhC.address, dh.address, dc.address, bytes];
        lab.call('lstmCellBackward', gates.address, gates.panelBytes, ...backward);
        const dCell = (i: number) =>
          value(dcValues, i) + value(dhValues, i) * cell(i).o * (1 - Math.tanh(cell(i).c) ** 2);
        expectEach(lab.read(dc), (i) => dCell(i) * cell(i).f);
        expectEach(lab.read(gates), (index) => {
          const [i, which] = [Math.floor(index / 32) * 8 + (index % 8), Math.floor((index % 32) / 8)];
          const { a, f, g, o, c: state } = cell(i);
          if (which === 0) return dCell(i) * g * a * (1 - a);
          if (which === 1) return dCell(i) * value(cBefore, i) * f * (1 - f);
          if (which === 2) return dCell(i) * a * (1 - g ** 2);
          return value(dhValues, i) * Math.tanh(state) * o * (1 - o);
        });
      }),
      runs,
    );
  });

  it('the masked loss and its gradient, whatever is known', () => {
    fc.assert(
      fc.property(
        rowCount,
        columnCount,
        seed,
        fc.double({ min: 0, max: 1 }),
        (rows, columns, from, share) => {
          lab.clear();
          const [u, y] = [randomMatrix(rows, columns, from), randomMatrix(rows, columns, from + 1)];
          const known = randomMatrix(rows, columns, from + 2).values.map((x) => Number(x < 2 * share - 1));
          const mask = { rows, columns, values: known };
          const [placedU, placedY, placedMask, gradient] = [
            lab.put(u),
            lab.put(y),
            lab.put(mask),
            lab.reserveMatrix(rows, columns),
          ];
          const addresses = [placedU.address, placedY.address, placedMask.address, gradient.address];
          const loss = lab.call('maskedLoss', ...addresses, placedU.panelBytes, rows, columns);
          const total = known.reduce((sum, m) => sum + m, 0) || 1;
          const error = (i: number): number => (known[i] ?? 0) * (value(u, i) - value(y, i));
          expect(loss).toBeCloseTo(known.reduce((sum, _, i) => sum + error(i) ** 2, 0) / total, 12);
          expectEach(lab.read(gradient), (i) => (2 * error(i)) / total);
        },
      ),
      runs,
    );
  });

  it('a NaN counts in the loss where the label is known and nowhere else', () => {
    lab.clear();
    const column = (...values: readonly number[]): Matrix => ({ rows: 4, columns: 1, values });
    const loss = (u: Matrix, mask: Matrix): number => {
      const [placedU, y, placedMask, gradient] = [
        lab.put(u),
        lab.put(column(0, 0, 0, 0)),
        lab.put(mask),
        lab.reserveMatrix(4, 1),
      ];
      const addresses = [placedU.address, y.address, placedMask.address, gradient.address];
      return lab.call('maskedLoss', ...addresses, placedU.panelBytes, 4, 1);
    };
    expect(loss(column(1, Number.NaN, 1, 1), column(1, 0, 1, 1))).toBe(1);
    expect(loss(column(1, Number.NaN, 1, 1), column(1, 1, 1, 1))).toBeNaN();
    expect(loss(column(1, 1, 1, 1), column(0, 0, 0, 0))).toBe(0);
  });

  it('Adam follows the paper over many steps, large and tiny gradients alike', () => {
    lab.clear();
    const size = 32;
    const start = randomMatrix(1, size, 5).values;
    const parameters = lab.reserve(16 * size);
    const record = recordAt<'Adam'>(lab.reserve(bytesOfRecord('Adam')));
    const rest = { beta1Power: 1, beta2Power: 1, learningRate: 0.01 };
    writeRecord(lab.memory.buffer, 'Adam', record, { parameters, bytes: 4 * size, ...rest });
    lab.floats.set(start, parameters / 4);
    const expected = start.map((p) => ({ p, m: 0, v: 0 }));
    for (let step = 1; step <= 200; step++) {
      const gradients = randomMatrix(1, size, step).values.map((g, i) => Math.fround(g * 10 ** -(i % 6)));
      lab.floats.set(gradients, parameters / 4 + size);
      lab.call('adamStep', record);
      expected.forEach((state, i) => {
        const g = gradients[i] ?? 0;
        state.m = 0.9 * state.m + 0.1 * g;
        state.v = 0.999 * state.v + 0.001 * g * g;
        state.p -= (0.01 * (state.m / (1 - 0.9 ** step))) / (Math.sqrt(state.v / (1 - 0.999 ** step)) + 1e-8);
      });
    }
    // 200 steps of at most 0.01, each rounded in its seventh digit, as is the parameter it is taken from.
    const actual = lab.floats.subarray(parameters / 4, parameters / 4 + size);
    expected.forEach(({ p }, i) => expect(Math.abs((actual[i] ?? Number.NaN) - p)).toBeLessThan(1e-5));
  });
});
