/** Samples of a cell that make one cycle. */
import type { QualityEntry } from '../../shared/contract/quality.ts';

export interface SampleRange {
  readonly cycleIndex: number;
  readonly from: number;
  readonly to: number;
}

export interface CycleRanges {
  readonly ranges: readonly SampleRange[];
  readonly entries: readonly QualityEntry[];
}
