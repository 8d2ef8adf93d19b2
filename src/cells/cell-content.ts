/** One cell of a file, whatever the format: what is stored of it, and what was noticed on the way. */
import type { Quality, QualityEntry } from '../shared/contract/quality.ts';
import type { BatteryArrays } from '../shared/domain/battery-arrays.ts';

/** The curves of a cell's kept cycles, one after the other; single precision is finer than any cycler measures. */
export interface CellCurves {
  /** [rows + 1] first sample of each row, and the number of samples */
  readonly cycleOffsets: Float64Array;
  /** [samples] s from the start of the cycle */
  readonly timeS: Float32Array;
  /** [samples] V */
  readonly voltageV: Float32Array;
  /** [samples] A, positive while charging */
  readonly currentA: Float32Array;
  /** [samples] degrees Celsius; empty where the file has none */
  readonly temperatureC: Float32Array;
}

export interface CellContent {
  /** What tells it from the other cells of the file; null where it is alone. */
  readonly label: string | null;
  readonly arrays: BatteryArrays;
  /** null: the file has no curves. */
  readonly curves: CellCurves | null;
  readonly format: Quality['format'];
  /** The file numbers its cycles; else they were counted. */
  readonly hasCycleNumbers: boolean;
  readonly rowsFound: number;
  readonly cyclesFound: number;
  readonly units: Quality['units'];
  readonly entries: readonly QualityEntry[];
}
