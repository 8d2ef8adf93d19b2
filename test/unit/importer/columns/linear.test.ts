/** What stands in a file costs time in proportion to its length: twice as long, about twice the time. */
import { describe, expect, it } from 'vitest';
import { parseClock } from '../../../../src/importer/columns/parse-clock.ts';
import { parseHeading } from '../../../../src/importer/columns/parse-heading.ts';
import { parseNumber } from '../../../../src/importer/columns/parse-number.ts';
import { stepDirection } from '../../../../src/importer/columns/step-direction.ts';
import { findSeriesRoles } from '../../../../src/importer/columns/series-roles.ts';

const length = 60_000;

/** The least of three, ms: what else the machine does only adds. */
function leastMs(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

const attacks: readonly (readonly [string, (size: number) => string])[] = [
  ['spaces', (size) => ' '.repeat(size)],
  ['a name, spaces and a letter', (size) => `a${' '.repeat(size)}b`],
  ['underscores', (size) => `a${'_'.repeat(size)}b`],
  ['opening brackets', (size) => `a${'('.repeat(size)}`],
  ['brackets that close nothing', (size) => `a${')'.repeat(size)}`],
  ['spaces in brackets', (size) => `a(${' '.repeat(size)}x y`],
  ['pairs of brackets', (size) => `a${'()'.repeat(size / 2)}`],
  ['slashes', (size) => `a${'/'.repeat(size)}`],
  ['spaced slashes', (size) => `a${' /'.repeat(size / 2)}`],
  ['digits and a letter', (size) => `${'1'.repeat(size)}x`],
  ['digits, a point, digits and a letter', (size) => `${'1'.repeat(size / 2)}.${'1'.repeat(size / 2)}x`],
  ['signs', (size) => '-'.repeat(size)],
  ['an exponent without end', (size) => `1e${'1'.repeat(size)}x`],
  ['colons', (size) => '1:'.repeat(size / 2)],
  ['words for no number', (size) => 'nan'.repeat(size / 3)],
  ['points', (size) => '.'.repeat(size)],
];

const parsers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['a heading', parseHeading],
  ['a header', (text) => findSeriesRoles([text, 'b', 'c'])],
  ['a number', (text) => parseNumber(text, true)],
  ['a clock', parseClock],
  ['a step type', stepDirection],
];

describe.each(parsers)('reading %s', (_, parse) => {
  it.each(attacks)('of %s takes time in proportion to its length', (_name, textOf) => {
    parse(textOf(1000));
    const [once, twice] = [textOf(8 * length), textOf(16 * length)];
    const [onceMs, twiceMs] = [leastMs(() => parse(once)), leastMs(() => parse(twice))];
    // Quadratic, either would take minutes; what is done in a moment proves nothing by its ratio.
    expect(twiceMs).toBeLessThan(Math.max(500, 3 * onceMs));
  });
});
