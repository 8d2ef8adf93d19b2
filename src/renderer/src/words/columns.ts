/** What cells have in common to learn from, in words. Pure. */
import type { Battery } from '../../../shared/contract/battery.ts';
import { plural } from './number.ts';

type Columns = Pick<Battery, 'name' | 'features'>;

export interface ToldColumns {
  readonly sentence: string;
  readonly isWarning: boolean;
}

/** Null with fewer than two cells: there is nothing to share. */
export function columnsInWords(cells: readonly Columns[]): ToldColumns | null {
  const [first, ...others] = cells;
  if (!first || others.length === 0) return null;
  const common = first.features.filter((name) => others.every(({ features }) => features.includes(name)));
  const all = new Set(cells.flatMap(({ features }) => features));
  if (common.length === 0) {
    return {
      sentence: `${leastShared(cells)} The cycle number would be the only input, which says nothing of a cell’s state: train cells with the same columns together.`,
      isWarning: true,
    };
  }
  const leftOut = all.size - common.length;
  if (leftOut === 0) return null;
  return {
    sentence: `Inputs: ${plural(common.length, 'column')} that all chosen cells have; ${plural(leftOut, 'column')} that only some have are left out.`,
    isWarning: leftOut > common.length,
  };
}

/** Names the first cell that shares nothing with the most of the others, as an example. */
function leastShared(cells: readonly Columns[]): string {
  const sharesWith = (one: Columns): number =>
    cells.filter(({ features }) => features.some((name) => one.features.includes(name))).length;
  const [odd] = [...cells].sort((one, other) => sharesWith(one) - sharesWith(other));
  return `The chosen cells have no column in common, for example "${odd?.name ?? ''}" with the others.`;
}
