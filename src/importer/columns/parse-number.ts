/** The number in a cell of a table. */

/** One way only to read each digit, so that a megabyte of digits is read once. */
const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Ways in which programs write that there is no number. */
const noNumber = /^(?:|[+-]?nan|na|n\/a|#n\/a|null|none|-)$/i;
const infinite = /^[+-]?inf(?:inity)?$/i;

/**
 * A number, Infinity where it is infinite or beyond what a double holds, NaN where the cell says that there is none
 * (empty, NaN, NA …), or undefined where it holds something else. `hasDecimalComma`: a comma is a decimal point, as in files separated by semicolons or tabs.
 */
export function parseNumber(found: string | number, hasDecimalComma: boolean): number | undefined {
  return typeof found === 'number' ? withoutSign(found) : numberIn(found, hasDecimalComma);
}

const withoutSign = (value: number): number => (value === -Infinity ? Infinity : value);

function numberIn(text: string, hasDecimalComma: boolean): number | undefined {
  const trimmed = text.trim();
  const withPoint = hasDecimalComma ? trimmed.replace(',', '.') : trimmed;
  if (plainNumber.test(withPoint)) {
    const value = Number(withPoint);
    return Number.isFinite(value) ? value : Infinity;
  }
  if (infinite.test(trimmed)) return Infinity;
  return noNumber.test(trimmed) ? Number.NaN : undefined;
}
