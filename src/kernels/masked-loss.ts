/**
 * Masked mean squared error and its gradient: L = Σ mask·(u − y)² / Σ mask, dL/du = 2·mask·(u − y) / Σ mask, 0 where
 * nothing counts. All matrices [rows, columns] in panels with the same `panelBytes`; sums in double precision.
 */
import { ROW_BYTES, columnAt } from './panel';

export function maskedLoss(
  u: usize,
  y: usize,
  mask: usize,
  gradient: usize,
  panelBytes: i32,
  rows: i32,
  columns: i32,
): f64 {
  const count = total(mask, panelBytes, rows, columns);
  const weight = count > 0 ? 1 / count : 0;
  let loss: f64 = 0;
  for (let column = 0; column < columns; column++) {
    let offset = columnAt(0, panelBytes, column);
    for (let row = 0; row < rows; row++) {
      const m = f64(load<f32>(mask + offset)) * weight;
      // A row that does not count must not pass on a NaN it may hold.
      const error = m != 0 ? f64(load<f32>(u + offset)) - f64(load<f32>(y + offset)) : 0;
      loss += m * error * error;
      store<f32>(gradient + offset, f32(2 * m * error));
      offset += ROW_BYTES;
    }
  }
  return loss;
}

function total(a: usize, panelBytes: i32, rows: i32, columns: i32): f64 {
  let sum: f64 = 0;
  for (let column = 0; column < columns; column++) {
    let element = columnAt(a, panelBytes, column);
    for (let row = 0; row < rows; row++) {
      sum += load<f32>(element);
      element += ROW_BYTES;
    }
  }
  return sum;
}
