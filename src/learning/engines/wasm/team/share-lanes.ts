/** Who trains what in one call: a run stays whole, and the threads end as nearly together as that allows. */
import type { RunBatches } from '../../engine.ts';

/** Indices into `lanes` for each of `threads`: the longest lane first, to whoever has least to do. */
export function shareLanes(
  lanes: readonly Pick<RunBatches, 'batches'>[],
  threads: number,
): readonly (readonly number[])[] {
  const shares = Array.from({ length: threads }, () => ({ batches: 0, lanes: [] as number[] }));
  const longestFirst = lanes
    .map(({ batches: { length } }, lane) => ({ lane, length }))
    .toSorted((one, other) => other.length - one.length);
  for (const { lane, length } of longestFirst) {
    const [idlest] = shares.toSorted((one, other) => one.batches - other.batches);
    idlest?.lanes.push(lane);
    if (idlest) idlest.batches += length;
  }
  return shares.map((share) => share.lanes);
}
