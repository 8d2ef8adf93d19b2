/**
 * Which run becomes the model: the one with the median loss, so that the model is as good as such a training usually is,
 * never the luckiest. Of an even number the better of the middle two; of equal losses the earlier run counts as better.
 */
export function medianRun(losses: readonly number[]): number {
  const indices = [...losses.keys()].sort((one, other) => compare(losses[one], losses[other]) || one - other);
  return indices[Math.floor((indices.length - 1) / 2)] ?? 0;
}

/** Two infinite losses are equal; their difference would be no number. */
function compare(one = Infinity, other = Infinity): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
