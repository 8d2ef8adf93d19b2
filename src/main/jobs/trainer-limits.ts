/** How long and how much a trainer may. */
export interface TrainerLimits {
  /** A trainer that says nothing for so long counts as hanging. */
  readonly silenceLimitMs: number;
  /** Asked to stop, it is sent SIGTERM after so long … */
  readonly terminateAfterMs: number;
  /** … and SIGKILL after so long; both from the request on, together under the 2 s that a stop may take. */
  readonly killAfterMs: number;
  /** A trainer that said its last word has so long to end by itself. */
  readonly lingerLimitMs: number;
  /** JavaScript heap; the arrays of the data set lie outside of it. */
  readonly heapLimitMb: number;
  /** More messages than this within a second are a flood. */
  readonly messagesPerSecond: number;
  /** After a failed attempt to record something, the next one is made so much later. */
  readonly retryMs: number;
}

export const defaultTrainerLimits: TrainerLimits = {
  silenceLimitMs: 300_000,
  terminateAfterMs: 1000,
  killAfterMs: 1500,
  lingerLimitMs: 5000,
  heapLimitMb: 4096,
  messagesPerSecond: 1000,
  retryMs: 2000,
};
