/**
 * A column name of a cycler's export → the quantity it names, and its unit: `Voltage(V)`, `Ecell/V`, `Voltage#V`,
 * `current_ma`. Scanned from the end and never by a pattern that goes back: a name may be a megabyte of spaces.
 */
import { compact } from '../../cells/columns/column-roles.ts';

export interface Heading {
  /** Letters and digits of the name without its unit, in lower case. */
  readonly quantity: string;
  /** Letters and digits of the unit in lower case; null where the name has none. */
  readonly unit: string | null;
  /** The unit as it stands there. */
  readonly unitText: string | null;
}

type Parts = readonly [base: string, unit: string];

const unitsAfterUnderscore =
  /^(s|sec|secs|seconds?|ms|mins?|minutes?|h|hrs?|hours?|v|mv|volts?|a|ma|amps?|amperes?|c|degc|celsius|k|kelvin|ah|mah)$/;
/** As instruments write them, so that the letter of a name (`Cycle C`) is none. */
const unitsAfterSpace = /^(s|ms|min|h|V|mV|A|mA|Ah|mAh|A\.h|mA\.h|°C|℃|degC)$/;

/** Maccor puts the thousandth before the name: `mAmps`, `mAmp-hr`. */
const milliNames: Readonly<Record<string, Heading>> = {
  mamps: { quantity: 'amps', unit: 'ma', unitText: 'mA' },
  mamphr: { quantity: 'amphr', unit: 'mah', unitText: 'mAh' },
  mvolts: { quantity: 'volts', unit: 'mv', unitText: 'mV' },
};

export function parseHeading(name: string): Heading {
  const trimmed = name.trim();
  const milli = milliNames[compact(trimmed)];
  if (milli && Object.hasOwn(milliNames, compact(trimmed))) return milli;
  for (const split of [inBrackets, afterHash, afterSlash, afterComma, afterUnderscore, afterSpace]) {
    const [base, unit] = split(trimmed) ?? ['', ''];
    if (compact(base) !== '' && unit !== '') return headingOf(base, unit);
  }
  return { quantity: compact(trimmed), unit: null, unitText: null };
}

/** `Voltage(V)`, `Current [A]`; the last pair of brackets, with none in it. */
function inBrackets(name: string): Parts | undefined {
  if (!')]}'.includes(name.slice(-1))) return undefined;
  const opening = Math.max(name.lastIndexOf('('), name.lastIndexOf('['), name.lastIndexOf('{'));
  const inside = name.slice(opening + 1, -1);
  return opening < 0 || /[)\]}]/.test(inside) ? undefined : [name.slice(0, opening), inside.trim()];
}

/** `time/s`, `Test Time / s` */
function afterSlash(name: string): Parts | undefined {
  const [base, unit] = afterLast(name, '/') ?? ['', ''];
  return base.trimEnd().endsWith('/') ? undefined : [base, unit];
}

/** `Voltage#V`; `Cyc#` is a number. */
const afterHash = (name: string): Parts | undefined => afterLast(name, '#');

/** `Voltage, V` */
const afterComma = (name: string): Parts | undefined => afterLast(name, ',');

/** `voltage_v`, `Voltage_in_V`, `test_time_second` */
function afterUnderscore(name: string): Parts | undefined {
  const [base, unit] = afterLast(name, '_') ?? ['', ''];
  if (!unitsAfterUnderscore.test(unit.toLowerCase())) return undefined;
  return [base.toLowerCase().endsWith('_in') ? base.slice(0, -3) : base, unit];
}

/** `Voltage V` */
function afterSpace(name: string): Parts | undefined {
  const parts = afterLast(name, ' ');
  return parts && unitsAfterSpace.test(parts[1]) ? parts : undefined;
}

function afterLast(name: string, separator: string): Parts | undefined {
  const at = name.lastIndexOf(separator);
  return at < 0 ? undefined : [name.slice(0, at), name.slice(at + 1).trim()];
}

const headingOf = (base: string, unit: string): Heading => ({
  quantity: compact(base),
  unit: compactUnit(unit),
  unitText: unit,
});

/** `mA.h` and `mA·h` → `mah`, `°C` and `℃` → `c`; a dimensionless `1` stays. */
export const compactUnit = (unit: string): string =>
  unit
    .toLowerCase()
    .replace(/µ|μ/g, 'u')
    .replace(/℃/g, 'c')
    .replace(/[^a-z0-9:]/g, '');
