/** `0.0234`; three significant digits where that would be zeros only, or a row of digits. */
export function lossInWords(loss: number | null): string {
  if (loss === null) return 'unknown';
  return loss >= 0.01 && loss < 1000 ? loss.toFixed(4) : loss.toPrecision(3);
}
