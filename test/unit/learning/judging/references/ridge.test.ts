import { expect, test } from 'vitest';
import { fitRidge, predictRidge } from '../../../../../src/learning/judging/references/ridge.ts';

test('one input: w = Sxy / (Sxx + λ), through the means', () => {
  // x 1, 2, 3 and y 2, 4, 9: Sxy = 7, Sxx = 2
  const table = {
    inputs: Float64Array.of(1, 2, 3),
    inputWidth: 1,
    labels: Float64Array.of(2, 4, 9),
    rows: Int32Array.of(0, 1, 2),
  };
  const model = fitRidge(table, 5);
  expect(model.weights[0]).toBeCloseTo(1, 12);
  expect(model.intercept).toBeCloseTo(3, 12);
});

test('two inputs: finds the plane that the labels lie on, unknown labels left out', () => {
  const inputs = Float64Array.of(0, 0, 1, 0, 0, 1, 2, 3, 5, 5);
  const labels = Float64Array.of(1, 3, 0, 2, NaN);
  const rows = Int32Array.of(0, 1, 2, 3, 4);
  const model = fitRidge({ inputs, inputWidth: 2, labels, rows }, 1e-10);
  expect(model.weights[0]).toBeCloseTo(2, 6);
  expect(model.weights[1]).toBeCloseTo(-1, 6);
  const [predicted] = predictRidge(model, { inputs, rows: Int32Array.of(4) });
  expect(predicted).toBeCloseTo(1 + 2 * 5 - 5, 6);
});

test('two equal columns share the weight instead of failing', () => {
  const inputs = Float64Array.of(1, 1, 2, 2, 3, 3);
  const labels = Float64Array.of(2, 4, 6);
  const { weights } = fitRidge({ inputs, inputWidth: 2, labels, rows: Int32Array.of(0, 1, 2) }, 1e-6);
  expect(weights[0]).toBeCloseTo(1, 4);
  expect(weights[1]).toBeCloseTo(1, 4);
});

test('without any label it says so', () => {
  const table = {
    inputs: Float64Array.of(1),
    inputWidth: 1,
    labels: Float64Array.of(NaN),
    rows: Int32Array.of(0),
  };
  expect(() => fitRidge(table, 1)).toThrow(/at least one row/);
});
