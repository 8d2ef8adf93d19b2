/** How long and how much a trainer process of this machine may. */
export interface LocalLimits {
  /** A trainer that says nothing for so long counts as hanging. */
  readonly silenceLimitMs: number;
  /** Asked to stop, it is sent SIGTERM after so long … */
  readonly terminateAfterMs: number;
  /** … and SIGKILL after so long; both from the request on, together under the 2 s that a stop may take. */
  readonly killAfterMs: number;
  /** Asked to pause, it is sent SIGKILL after so long: a checkpoint is worth a moment, a shutdown has no more of it. */
  readonly pauseLimitMs: number;
  /** JavaScript heap; the arrays of the data set lie outside of it. */
  readonly heapLimitMb: number;
}

export const defaultLocalLimits: LocalLimits = {
  silenceLimitMs: 300_000,
  terminateAfterMs: 1000,
  killAfterMs: 1500,
  pauseLimitMs: 3000,
  heapLimitMb: 4096,
};
