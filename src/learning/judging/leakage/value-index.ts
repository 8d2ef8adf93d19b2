/** Rows by one value, in equal bins: finds those near a number without looking at the others. */

export interface ValueIndex {
  /** Calls `visit` with the rows whose value lies within `distance`, until it answered true `limit` times. */
  readonly visitNear: (
    value: number,
    distance: number,
    limit: number,
    visit: (row: number) => boolean,
  ) => void;
}

/** Rows whose value is not a number are left out. */
export function indexValues(values: Float64Array, ofRows: Int32Array): ValueIndex {
  const rows = ofRows.filter((row) => Number.isFinite(values[row] ?? Number.NaN));
  const valueAt = (row: number): number => values[row] ?? Number.NaN;
  const lowest = rows.reduce((least, row) => Math.min(least, valueAt(row)), Infinity);
  const highest = rows.reduce((most, row) => Math.max(most, valueAt(row)), -Infinity);
  const binCount = Math.max(1, rows.length);
  const width = Math.max((highest - lowest) / binCount, Number.MIN_VALUE);
  const binOf = (value: number): number =>
    Math.min(binCount - 1, Math.max(0, Math.floor((value - lowest) / width)));
  const { starts, sorted } = sortIntoBins(rows, binCount, (row) => binOf(valueAt(row)));
  return {
    visitNear: (value, distance, limit, visit) => {
      if (rows.length === 0) return;
      const end = starts[binOf(value + distance) + 1] ?? 0;
      let found = 0;
      for (let at = starts[binOf(value - distance)] ?? 0; at < end && found < limit; at += 1) {
        const row = sorted[at] ?? 0;
        if (Math.abs(valueAt(row) - value) > distance) continue;
        if (visit(row)) found += 1;
      }
    },
  };
}

/** `starts` [bins + 1]: where the rows of each bin begin in `sorted`. */
function sortIntoBins(
  rows: Int32Array,
  binCount: number,
  binOf: (row: number) => number,
): { readonly starts: Int32Array; readonly sorted: Int32Array } {
  const starts = new Int32Array(binCount + 1);
  for (const row of rows) {
    const after = binOf(row) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let bin = 0; bin < binCount; bin += 1) starts[bin + 1] = (starts[bin + 1] ?? 0) + (starts[bin] ?? 0);
  const next = starts.slice();
  const sorted = new Int32Array(rows.length);
  for (const row of rows) {
    const bin = binOf(row);
    const at = next[bin] ?? 0;
    sorted[at] = row;
    next[bin] = at + 1;
  }
  return { starts, sorted };
}
