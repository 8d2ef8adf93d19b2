/** Single rows whose capacity stands apart from both neighbours: told, not changed. */
import { firstFew } from './word-lists.ts';

/** Of the neighbours' mean; larger than the steps that a rotating discharge rate makes. */
const outlierShare = 0.04;

/** A note on rows that lie more than 4 % below or above two neighbours that agree within 2 %. */
export function capacityOutlierNotes(cycleIndex: Float64Array, capacityAh: Float64Array): readonly string[] {
  const dips: number[] = [];
  const spikes: number[] = [];
  for (let row = 1; row + 1 < capacityAh.length; row += 1) {
    const [before, here, after] = capacityAh.subarray(row - 1, row + 2);
    if (before === undefined || here === undefined || after === undefined) continue;
    const expected = (before + after) / 2;
    if (Math.abs(before - after) > (outlierShare / 2) * expected) continue;
    if (here < expected * (1 - outlierShare)) dips.push(cycleIndex[row] ?? 0);
    if (here > expected * (1 + outlierShare)) spikes.push(cycleIndex[row] ?? 0);
  }
  return [...note('dip', dips), ...note('spike', spikes)];
}

function note(kind: 'dip' | 'spike', cycles: readonly number[]): readonly string[] {
  if (cycles.length === 0) return [];
  const count = cycles.length === 1 ? `A single-row ${kind}` : `${cycles.length} single-row ${kind}s`;
  return [`${count} in capacity, kept as measured: cycle ${firstFew(cycles)}.`];
}
