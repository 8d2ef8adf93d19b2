import { describe, expect, test } from 'vitest';
import { readCellArrays } from '../../../../src/learning/files/cell-arrays.ts';
import { encodeSafetensors } from '../../../../src/learning/files/safetensors.ts';
import { arraysOf } from '../../../support/job-folder.ts';
import { madeUpCell } from '../../../support/measured-cells.ts';

const measured = madeUpCell({ batteryId: 3, rowCount: 5 });

test('what was written is read', () => {
  expect(readCellArrays(arraysOf(measured), measured.cell)).toEqual(measured);
});

describe('says in words which battery is damaged, and how', () => {
  const refusal =
    (bytes: Uint8Array): (() => unknown) =>
    () =>
      readCellArrays(bytes, measured.cell);

  test('bytes that are no arrays', () => {
    expect(refusal(Uint8Array.of(1, 2, 3))).toThrow(
      /battery 3 \("cell 3"\) are damaged.*upload its file again/,
    );
  });

  test('a file cut short', () => {
    expect(refusal(arraysOf(measured).slice(0, -8))).toThrow(/battery 3/);
  });

  test('a column that is missing', () => {
    const bytes = encodeSafetensors(
      new Map([['cycle_index', { shape: [1], values: Float64Array.of(1) }]]),
      {},
    );
    expect(refusal(bytes)).toThrow(/column capacity_ah is missing/);
  });

  test('columns of unequal length', () => {
    const capacityAh = measured.capacityAh.slice(1);
    const bytes = encodeSafetensors(
      new Map([
        ['cycle_index', { shape: [5], values: measured.cycleIndex }],
        ['capacity_ah', { shape: [4], values: capacityAh }],
        ['features', { shape: [5, 2], values: measured.features }],
      ]),
      {},
    );
    expect(refusal(bytes)).toThrow(/not equally long/);
  });

  test('cycles that are out of order', () => {
    const cycleIndex = Float64Array.of(1, 2, 2, 4, 5);
    expect(refusal(arraysOf({ ...measured, cycleIndex }))).toThrow(/do not rise/);
  });

  test('no cycle at all', () => {
    const empty = madeUpCell({ batteryId: 3, rowCount: 0 });
    expect(refusal(arraysOf(empty))).toThrow(/no cycles/);
  });
});
