/** The number that a stretch of bytes writes, without a text in between where it has 15 digits at most. */

const [zero, nine, minus, point] = [0x30, 0x39, 0x2d, 0x2e];
/** Whole numbers of so many digits, and these powers of ten, are exact in a double, so that their quotient is right to the last bit. */
const exactDigits = 15;
const powersOfTen = Array.from({ length: exactDigits + 1 }, (_, power) => Number(`1e${power}`));

/** Undefined where the bytes write no number. */
export function numberInBytes(bytes: Buffer, from: number, to: number): number | undefined {
  const isNegative = bytes[from] === minus;
  const start = isNegative ? from + 1 : from;
  const pointAt = pointIn(bytes, start, to);
  const digits = to - start - (pointAt < to ? 1 : 0);
  if (digits < 1 || digits > exactDigits) return slowNumber(bytes, from, to);
  const mantissa = wholeNumber(bytes, pointAt, to, wholeNumber(bytes, start, pointAt, 0));
  if (Number.isNaN(mantissa)) return slowNumber(bytes, from, to);
  const decimals = to - pointAt - 1;
  const value = decimals > 0 ? mantissa / (powersOfTen[decimals] ?? 1) : mantissa;
  return isNegative ? -value : value;
}

/** `to` where there is none. */
function pointIn(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === point) return at;
  return to;
}

/** The digits behind those of `before`, a point in front of them passed over; NaN where there is anything else. */
function wholeNumber(bytes: Buffer, from: number, to: number, before: number): number {
  let value = before;
  for (let at = bytes[from] === point ? from + 1 : from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return Number.NaN;
    value = 10 * value + byte - zero;
  }
  return value;
}

const plainNumber = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const longestNumber = 400;

function slowNumber(bytes: Buffer, from: number, to: number): number | undefined {
  if (to - from > longestNumber) return undefined;
  const text = bytes.toString('latin1', from, to);
  return plainNumber.test(text) ? Number(text) : undefined;
}
