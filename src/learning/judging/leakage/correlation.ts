/**
 * Pearson's correlation r of two columns over the rows `from` to `to`; pairs where one is missing (NaN) are left out.
 * NaN where one of them never changes. Means first, so that nothing cancels.
 */
export function correlation(x: Float64Array, y: Float64Array, from = 0, to = x.length): number {
  const [meanX, meanY] = means(x, y, from, to);
  let [ofX, ofY, ofBoth] = [0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const dx = (x[at] ?? Number.NaN) - meanX;
    const dy = (y[at] ?? Number.NaN) - meanY;
    if (Number.isNaN(dx + dy)) continue;
    ofX += dx * dx;
    ofY += dy * dy;
    ofBoth += dx * dy;
  }
  return ofBoth / Math.sqrt(ofX * ofY);
}

function means(x: Float64Array, y: Float64Array, from: number, to: number): readonly [number, number] {
  let [count, sumX, sumY] = [0, 0, 0];
  for (let at = from; at < to; at += 1) {
    const [one, two] = [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
    if (Number.isNaN(one + two)) continue;
    count += 1;
    sumX += one;
    sumY += two;
  }
  return [sumX / count, sumY / count];
}
