/** What one dispatch brings, in the words that the kernels read: rows in order, steps, runs (wgsl-prelude.ts). */
import { beta1, beta2, type OptimiserStep } from '../../optimizers/adam.ts';
import type { RunRows } from './row-data.ts';
import { runWords, stepWords } from './wgsl-prelude.ts';

/** A run's part of a dispatch. */
export interface Lane {
  readonly run: number;
  readonly rows: RunRows;
  readonly batches: readonly Int32Array[];
  /** Optimiser steps made before these. */
  readonly stepsBefore: number;
}

export interface StepRecords {
  readonly order: Uint32Array<ArrayBuffer>;
  readonly steps: Uint32Array<ArrayBuffer>;
  readonly runs: Uint32Array<ArrayBuffer>;
}

export function recordSteps(lanes: readonly Lane[], { learningRate }: OptimiserStep): StepRecords {
  const rowCount = lanes.reduce((sum, { batches }) => sum + totalRows(batches), 0);
  const stepCount = lanes.reduce((sum, { batches }) => sum + batches.length, 0);
  const order = new Uint32Array(rowCount);
  const steps = new Uint32Array(stepCount * stepWords);
  const floats = new Float32Array(steps.buffer);
  const runs = new Uint32Array(lanes.length * runWords);
  let [firstRow, firstStep] = [0, 0];
  lanes.forEach(({ run, rows, batches, stepsBefore }, index) => {
    runs.set([run, firstStep, batches.length], index * runWords);
    batches.forEach((rowIndices, offset) => {
      const made = stepsBefore + offset + 1;
      const at = (firstStep + offset) * stepWords;
      steps[at] = firstRow;
      steps[at + 1] = rowIndices.length;
      const known = writeRows(order, firstRow, rows, rowIndices);
      floats[at + 2] = learningRate / (1 - beta1 ** made);
      floats[at + 3] = 1 / (1 - beta2 ** made);
      floats[at + 4] = known === 0 ? 0 : 1 / known;
      firstRow += rowIndices.length;
    });
    firstStep += batches.length;
  });
  return { order, steps, runs };
}

const totalRows = (batches: readonly Int32Array[]): number =>
  batches.reduce((sum, { length }) => sum + length, 0);

/** Indices among the rows of all; answers how many labels of these rows are known. */
export function writeRows(
  order: Uint32Array,
  start: number,
  { first, known }: RunRows,
  rowIndices: Int32Array,
): number {
  let count = 0;
  for (let index = 0; index < rowIndices.length; index++) {
    const row = rowIndices[index] ?? 0;
    order[start + index] = first + row;
    count += known[row] ?? 0;
  }
  return count;
}
