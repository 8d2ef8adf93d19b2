/** How long and how much the trainer of a job may, wherever it runs. */
export interface RunLimits {
  /** A trainer that said its last word has so long to end by itself. */
  readonly lingerLimitMs: number;
  /** More messages than this within a second are a flood. */
  readonly messagesPerSecond: number;
  /** After a failed attempt to record something, the next one is made so much later. */
  readonly retryMs: number;
  /** A trainer that was lost is tried again after so long, once for each entry. */
  readonly attemptPausesMs: readonly number[];
}

export const defaultRunLimits: RunLimits = {
  lingerLimitMs: 5000,
  messagesPerSecond: 1000,
  retryMs: 2000,
  attemptPausesMs: [5000, 30_000],
};
