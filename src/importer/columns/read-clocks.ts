/** A column of times as it streams in: numbers in the column's unit, clocks, or dates whose order the whole column tells. */
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import type { QualityEntry } from '../../shared/contract/quality.ts';
import { createNumberList, type NumberList } from './number-list.ts';
import { parseClock } from './parse-clock.ts';
import { parseNumber } from './parse-number.ts';
import { type ClockKind, convert, type QuantityColumn } from './series-roles.ts';

export interface ClockReader {
  add(value: string | number, line: number): void;
  /** Texts that are no time, and the first of them. */
  readonly notUnderstood: { count: number; example: string; line: number };
  /** Whether any time was a number, whose unit counts. */
  readonly hasNumbers: () => boolean;
  finish(): { readonly timeS: Float64Array; readonly entries: readonly QualityEntry[] };
}

interface ClockColumn {
  readonly column: QuantityColumn;
  readonly clock: ClockKind;
  readonly hasDecimalComma: boolean;
}

export function createClockReader({ column, clock, hasDecimalComma }: ClockColumn): ClockReader {
  const times = createNumberList();
  // Beside `times`, from the first date on that may be read either way.
  let dayFirst: NumberList | undefined;
  const notUnderstood = { count: 0, example: '', line: 0 };
  let hasNumbers = false;
  const push = (monthFirst: number, other: number): void => {
    times.push(monthFirst);
    dayFirst?.push(other);
  };
  return {
    notUnderstood,
    hasNumbers: () => hasNumbers,
    add: (value, line) => {
      const number = parseNumber(value, hasDecimalComma);
      if (number !== undefined && !Number.isNaN(number)) hasNumbers = true;
      const time = number === undefined ? parseClock(String(value)) : convert(column, number);
      if (time === undefined) {
        if (notUnderstood.count === 0) Object.assign(notUnderstood, { example: String(value).trim().slice(0, 40), line });
        notUnderstood.count += 1;
      }
      if (typeof time === 'object') {
        dayFirst ??= copyOf(times);
        push(time.monthFirst, time.dayFirst);
      } else push(time ?? Number.NaN, time ?? Number.NaN);
    },
    finish: () => {
      if (dayFirst) return chooseOrder(column.name, times.values(), dayFirst.values());
      return { timeS: clock === 'date' ? inSeconds(times.values()) : times.values(), entries: [] };
    },
  }; // prettier-ignore
}

function copyOf(list: NumberList): NumberList {
  const copy = createNumberList();
  for (const value of list.values()) copy.push(value);
  return copy;
}

/** Numbers in a column of dates: days as in Excel, ms or s since 1970. */
function inSeconds(dates: Float64Array): Float64Array {
  let largest = 0;
  for (const date of dates) if (date > largest && date < Infinity) largest = date;
  if (largest > 1e11) return dates.map((date) => date / 1000);
  return largest > 1e4 && largest < 1e6 ? dates.map((date) => date * 86_400) : dates;
}

/** The order under which every date is one; else the one under which time runs back less often, then the shorter. */
function chooseOrder(name: string, monthFirst: Float64Array, dayFirst: Float64Array) {
  const [month, day] = [courseOf(monthFirst), courseOf(dayFirst)];
  const difference =
    month.missing - day.missing || month.backward - day.backward || Math.sign(month.span - day.span);
  const why =
    month.missing !== day.missing
      ? 'no date is left over then'
      : month.backward !== day.backward
        ? 'time runs forward then'
        : difference !== 0
          ? 'the test is shorter then'
          : 'nothing tells the order';
  const chosen = difference > 0 ? 'the day' : 'the month';
  const message = `The dates in "${name}" are read with ${chosen} first: ${why}.`;
  return {
    timeS: difference > 0 ? dayFirst : monthFirst,
    entries: [qualityEntry('unit_assumed', difference === 0 ? 'warning' : 'info', message)],
  };
}

function courseOf(times: Float64Array) {
  const course = { missing: 0, backward: 0, span: 0 };
  let [first, last] = [Number.NaN, Number.NaN];
  for (const time of times) {
    if (!Number.isFinite(time)) {
      course.missing += 1;
      continue;
    }
    if (Number.isNaN(first)) first = time;
    if (time < last) course.backward += 1;
    last = time;
  }
  return { ...course, span: Math.abs(last - first) || 0 };
}
