/** The number in a cell of a table. */

const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Ways in which programs write that there is no number, or an infinite one; neither can be trained on. */
const noNumber = /^(?:|[+-]?inf(?:inity)?|[+-]?nan|na|n\/a|#n\/a|null|none|-)$/i;

/**
 * A finite number, NaN where the cell says that there is none (empty, inf, NaN, NA …), or undefined where it holds
 * something else. `hasDecimalComma`: a comma is a decimal point, as in files separated by semicolons or tabs.
 */
export function parseNumber(text: string, hasDecimalComma: boolean): number | undefined {
  const trimmed = text.trim();
  const withPoint = hasDecimalComma ? trimmed.replace(',', '.') : trimmed;
  if (plainNumber.test(withPoint)) {
    const value = Number(withPoint);
    return Number.isFinite(value) ? value : Number.NaN;
  }
  return noNumber.test(trimmed) ? Number.NaN : undefined;
}
