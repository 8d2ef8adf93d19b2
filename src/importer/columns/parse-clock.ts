/** Times that are written as clocks or dates, in seconds from any zero. */

/** Both readings of `03/04/2024`, s; NaN where a reading names no day. */
export interface EitherOrder {
  readonly monthFirst: number;
  readonly dayFirst: number;
}

/** `01:02:03.5`, with days before it as `2d 01:02:03`, `2-01:02:03` or `2 01:02:03`. */
const clock = /^(?:(\d{1,6})(?:-|d\s?|\s))?(\d{1,6}):(\d{1,2}):(\d{1,2})([.,:]\d{1,30})?$/;
const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2})([.,:]\d{1,30})?)?(?:\s?([ap])\.?m\.?)?$/i;
const longestClock = 60;

/**
 * A clock, or a date with its time: ISO, `2024/3/4 5:06:07`, `4.3.2024 05:06`, `3/4/2024 5:06:07 PM`; dates are read as if
 * there were no summer time. Undefined where it is none of these.
 */
export function parseClock(text: string): number | EitherOrder | undefined {
  const trimmed = text.trim();
  if (trimmed.length > longestClock) return undefined;
  const [, days = '0', hours = '', minutes = '', seconds = '', fraction = ''] = clock.exec(trimmed) ?? [];
  if (hours !== '') {
    const wholeHours = 24 * Number(days) + Number(hours);
    return 3600 * wholeHours + 60 * Number(minutes) + Number(seconds) + fractionOf(fraction);
  }
  return parseDate(trimmed);
}

/** `.88`, `,88` or `:880`, which are thousandths. */
const fractionOf = (fraction: string): number => (fraction === '' ? 0 : Number(`0.${fraction.slice(1)}`));

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;

function parseDate(text: string): number | EitherOrder | undefined {
  const split = text.search(/[T\s]/);
  const [day, time] = split < 0 ? [text, ''] : [text.slice(0, split), text.slice(split + 1).trim()];
  const seconds = time === '' ? 0 : secondsOfDay(time);
  if (seconds === undefined) return undefined;
  const [, year = '', , month = '', date = ''] = yearFirst.exec(day) ?? [];
  return year === '' ? yearLastDate(day, seconds) : numberOr(dayS(year, month, date) + seconds);
}

function yearLastDate(day: string, seconds: number): number | EitherOrder | undefined {
  const found = yearLast.exec(day);
  if (!found) return undefined;
  const [, first = '', separator, second = '', year = ''] = found;
  const dayFirst = dayS(year, second, first) + seconds;
  if (separator === '.') return numberOr(dayFirst);
  const monthFirst = dayS(year, first, second) + seconds;
  return Number.isNaN(monthFirst) && Number.isNaN(dayFirst) ? undefined : { monthFirst, dayFirst };
}

const numberOr = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

/** Of midnight, s; NaN where there is no such day. */
function dayS(yearText: string, monthText: string, dayText: string): number {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const milliseconds = Date.UTC(yearText.length === 2 ? 2000 + year : year, month - 1, day);
  const isThere = month >= 1 && month <= 12 && new Date(milliseconds).getUTCDate() === day;
  return isThere ? milliseconds / 1000 : Number.NaN;
}

/** A zone behind the time shifts all rows alike and is passed over. */
function secondsOfDay(text: string): number | undefined {
  const plain = text.replace(/(?:Z|[+-]\d{2}:?\d{2})$/, '');
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half] = timeOfDay.exec(plain) ?? [];
  if (hours === '') return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  return 3600 * hour + 60 * Number(minutes) + Number(seconds) + fractionOf(fraction);
}
