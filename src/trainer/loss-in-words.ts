/** `0.0234`; three significant digits below 0.01, so that a small loss still shows its movement. */
export function lossInWords(loss: number | null): string {
  if (loss === null) return 'unknown';
  return loss >= 0.01 ? loss.toFixed(4) : loss.toPrecision(3);
}
