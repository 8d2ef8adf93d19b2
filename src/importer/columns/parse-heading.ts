/** A column name of a cycler's export → the quantity it names, and its unit: `Voltage(V)`, `Ecell/V`, `current_ma`. */
import { compact } from '../../cells/columns/column-roles.ts';

export interface Heading {
  /** Letters and digits of the name without its unit, in lower case. */
  readonly quantity: string;
  /** Letters and digits of the unit in lower case; null where the name has none. */
  readonly unit: string | null;
  /** The unit as it stands there. */
  readonly unitText: string | null;
}

const inBrackets = /^(.*?)[\s_]*[([{]\s*([^()[\]{}]*)\s*[)\]}]\s*$/s;
/** `time/s`, `Test Time / s` */
const afterSlash = /^(.*[^\s/])\s*\/\s*([^/]+)$/s;
/** `voltage_v`, `Voltage_in_V`, `test_time_second` */
const afterUnderscore = /^(.*?)(?:_in)?_([a-z°]+)$/is;
const unitsAfterUnderscore =
  /^(s|sec|secs|seconds?|ms|mins?|minutes?|h|hrs?|hours?|v|mv|volts?|a|ma|amps?|amperes?|c|degc|celsius|k|kelvin|ah|mah)$/;

export function parseHeading(name: string): Heading {
  const trimmed = name.trim();
  const heading =
    split(inBrackets, trimmed) ??
    split(afterSlash, trimmed) ??
    split(afterUnderscore, trimmed, unitsAfterUnderscore);
  return heading ?? { quantity: compact(trimmed), unit: null, unitText: null };
}

function split(pattern: RegExp, name: string, units = /./): Heading | undefined {
  const [, base = '', unit = ''] = pattern.exec(name) ?? [];
  return compact(base) !== '' && units.test(unit.toLowerCase()) ? headingOf(base, unit) : undefined;
}

const headingOf = (base: string, unit: string): Heading => ({
  quantity: compact(base),
  unit: compactUnit(unit),
  unitText: unit.trim(),
});

/** `mA.h` and `mA·h` → `mah`, `°C` → `c`; a dimensionless `1` stays. */
const compactUnit = (unit: string): string =>
  unit
    .toLowerCase()
    .replace(/µ|μ/g, 'u')
    .replace(/[^a-z0-9:]/g, '');
