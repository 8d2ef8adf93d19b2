/** What a reader of samples answers for a whole file: the cells, and what it found before anything was computed. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import type { RawCell } from './raw-cell.ts';

export interface RawFileCell {
  readonly cell: RawCell;
  /** About this cell alone. */
  readonly entries: readonly QualityEntry[];
  /** Samples, those that were left out too. */
  readonly rowsFound: number;
  readonly cyclesFound: number;
}

export interface RawFile {
  readonly format: Quality['format'];
  readonly hasCycleNumbers: boolean;
  readonly units: Quality['units'];
  /** About the file. */
  readonly entries: readonly QualityEntry[];
  readonly cells: readonly RawFileCell[];
  /** Index of the capacity column that is believed, among those by name; null: the current is integrated. */
  readonly believedCapacity?: number | null;
}
