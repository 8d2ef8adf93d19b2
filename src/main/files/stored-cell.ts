/** A battery as a predictor process reads it. */
import type { Battery } from '../../shared/contract/battery.ts';
import { specCellOf } from './spec-cell.ts';
import type { StoredCell } from '../../shared/contract/predictor-messages.ts';

export const storedCellOf = (
  battery: Battery,
  { pathOf }: { readonly pathOf: (datasetHash: string) => string },
): StoredCell => ({
  cell: specCellOf(battery),
  path: pathOf(battery.dataset_hash),
  rowCount: battery.total_cycles,
});
