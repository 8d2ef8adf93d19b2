/** One cell as a cycler logged it, before its curves become rows: what every reader of raw files answers. */

/** Equally long arrays in the order of the file; not finite where the file has no number. */
export interface RawCurve {
  /** s, from any zero */
  readonly timeS: Float64Array;
  /** V */
  readonly voltageV: Float64Array;
  /** A, in the file's own sign */
  readonly currentA: Float64Array;
  /** degrees Celsius; null where the file has none */
  readonly temperatureC: Float64Array | null;
}

export interface RawStep {
  /** As the file says it; `unknown` where only the sign of the current can tell. */
  readonly kind: 'charge' | 'discharge' | 'unknown';
  readonly curve: RawCurve;
  /**
   * Ah, as the file states it for this discharge; NaN where the file has the field and leaves it empty; undefined where
   * the file says nothing and the current has to be integrated.
   */
  readonly statedCapacityAh: number | undefined;
}

export interface RawCycle {
  /** The file's own number, or a counter from 1 where it has none. */
  readonly cycleIndex: number;
  /** In the order they were run. */
  readonly steps: readonly RawStep[];
  /** Ah, as the file states it for the whole cycle; NaN as above. Comes before what its steps state. */
  readonly statedCapacityAh?: number | undefined;
  /** Per-cycle numbers that the file brings beside the curves, by name; empty where it brings none. */
  readonly summary: Readonly<Record<string, number>>;
}

export interface RawCell {
  /** What tells it from the other cells of the file; null where it is alone. */
  readonly label: string | null;
  readonly cycles: readonly RawCycle[];
  /** What the reader took for granted, in words, one sentence each. */
  readonly notes: readonly string[];
  /** What of the test is in no cycle, likewise. */
  readonly stepsLeftOut?: readonly string[];
}
