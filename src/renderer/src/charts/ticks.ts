/** Round numbers along an axis. Pure. */
import { count } from '../words/number.ts';
import type { Scale } from './series.ts';

/** About `wanted` ticks at 1, 2 or 5 times a power of ten (linear), or at powers of ten and their 2 and 5 (logarithmic). */
export function ticksBetween(low: number, high: number, wanted: number, scale: Scale): number[] {
  if (!(high > low)) return [low];
  return scale === 'linear' ? linearTicks(low, high, wanted) : logarithmicTicks(low, high, wanted);
}

function linearTicks(low: number, high: number, wanted: number): number[] {
  const step = roundStep((high - low) / wanted);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough - 1e-12) ?? 10;
  return factor * power;
}

function logarithmicTicks(low: number, high: number, wanted: number): number[] {
  const decades = Math.log10(high / low);
  const factors = decades * 3 <= wanted ? [1, 2, 5] : [1];
  const firstPower = Math.floor(Math.log10(low));
  const powers = Array.from({ length: Math.ceil(decades) + 2 }, (_, index) => firstPower + index);
  const ticks = powers.flatMap((power) =>
    factors.map((factor) => Number((factor * 10 ** power).toPrecision(12))),
  );
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
}

export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return value.toExponential().replace('e+', 'e');
  return size >= 10_000 ? count(value) : String(Number(value.toPrecision(6)));
}
