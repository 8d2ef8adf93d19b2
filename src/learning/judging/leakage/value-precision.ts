/** How many digits the numbers of a column carry, so that a copy with fewer digits is still known as a copy. */

export interface Precision {
  /** Digits after the point that the column needs; negative for whole tens. */
  readonly decimals: number;
  readonly significantDigits: number;
}

/** Beyond these a number is taken for exact: single-precision files keep seven. */
const mostDigits = 12;
export const exact: Precision = { decimals: mostDigits, significantDigits: mostDigits };
const relativeRounding = 1e-6;
/** Half a unit of the last digit, and what rounding twice adds to it. */
const halfUnit = 0.55;

/** Of the values that are numbers; a handful of rows tells it. */
export function precisionOf(values: Iterable<number>): Precision {
  let decimals = -Infinity;
  let significantDigits = 1;
  for (const value of values) {
    if (!Number.isFinite(value) || value === 0) continue;
    const [mantissa = '', exponent = '0'] = Number(value.toPrecision(mostDigits)).toExponential().split('e');
    const digits = mantissa.replace(/[^0-9]/g, '').length;
    significantDigits = Math.max(significantDigits, digits);
    decimals = Math.max(decimals, digits - 1 - Number(exponent));
  }
  return { decimals: decimals === -Infinity ? mostDigits : decimals, significantDigits };
}

/** Of two files of the same measurements the coarser decides. */
export const coarser = (one: Precision, other: Precision): Precision => ({
  decimals: Math.min(one.decimals, other.decimals),
  significantDigits: Math.min(one.significantDigits, other.significantDigits),
});

/** How far two writings of one number may lie apart: rounded to decimals, or to significant digits. */
export function toleranceAt(value: number, { decimals, significantDigits }: Precision): number {
  const size = Math.abs(value);
  const leading = size === 0 ? 0 : Math.floor(Math.log10(size));
  return Math.max(
    halfUnit * 10 ** -decimals,
    size === 0 ? 0 : halfUnit * 10 ** (leading + 1 - significantDigits),
    size * relativeRounding,
  );
}
