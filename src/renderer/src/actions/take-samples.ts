/** Adds the simulated cells and says so; an empty list where that failed. */
import type { Battery } from '../../../shared/contract/battery.ts';
import { plural } from '../words/number.ts';
import { sayDone, sayFailed } from '../state/notices-store.ts';
import { stores } from '../state/page-stores.ts';

export async function takeSamples(): Promise<readonly Battery[]> {
  try {
    const cells = await stores().batteries.addSamples();
    sayDone(
      cells.length === 0
        ? 'The sample cells are there already'
        : `${plural(cells.length, 'sample cell')} added`,
    );
    return cells;
  } catch (error) {
    sayFailed('The sample cells could not be added', error);
    return [];
  }
}
