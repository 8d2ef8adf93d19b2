/** The first of the numbers from `from` up to `to` (exclusive) for which the answer is yes, as it is for all behind it; else `to`. */
export function firstWhere(from: number, to: number, isSo: (number: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
