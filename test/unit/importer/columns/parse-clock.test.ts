import { describe, expect, it } from 'vitest';
import { createClockReader } from '../../../../src/importer/columns/read-clocks.ts';
import { parseClock } from '../../../../src/importer/columns/parse-clock.ts';

const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / 1000;

describe('a clock', () => {
  it.each([
    ['01:02:03', 3723],
    ['100:00:00.5', 360_000.5],
    ['00:00:00,25', 0.25],
    ['00:00:01:500', 1.5],
    ['  0d 00:00:00.8799991607666', 0.8799991607666],
    ['2d 01:00:00', 176_400],
    ['2-01:00:00', 176_400],
    ['2 01:00:00.000000000001', 176_400],
  ])('%s is %d s', (text, seconds) => {
    expect(parseClock(text)).toBeCloseTo(seconds, 9);
  });

  it.each(['', 'x', '1:2', '1:2:3:4:5', '0d', '2024-13-01 00:00:00', '30.02.2024 00:00:00', '12', '1/2'])(
    '%j is none',
    (text) => {
      expect(parseClock(text)).toBeUndefined();
    },
  );
});

describe('a date with its time', () => {
  it.each([
    ['2024-03-04 05:06:07', day(2024, 3, 4) + 18_367],
    ['2024-03-04T05:06:07.25Z', day(2024, 3, 4) + 18_367.25],
    ['2024-03-04T05:06:07+01:00', day(2024, 3, 4) + 18_367],
    ['2024/3/4 5:06', day(2024, 3, 4) + 18_360],
    ['04.03.2024 05:06:07', day(2024, 3, 4) + 18_367],
    ['4.3.24 05:06:07', day(2024, 3, 4) + 18_367],
  ])('%s is one moment', (text, seconds) => {
    expect(parseClock(text)).toBeCloseTo(seconds, 6);
  });

  it.each([
    ['3/4/2024 12:00:00 AM', 0],
    ['3/4/2024 12:00:00 PM', 43_200],
    ['03/04/2024 11:59:59.5 pm', 86_399.5],
    ['3/4/2024 1:02:03 a.m.', 3723],
  ])('%s may be read with the month or the day first', (text, seconds) => {
    expect(parseClock(text)).toEqual({
      monthFirst: day(2024, 3, 4) + seconds,
      dayFirst: day(2024, 4, 3) + seconds,
    });
  });
});

function readAll(texts: readonly string[]) {
  const column = { name: 'DPT', position: 0, unit: null, multiplier: 1, divisor: 1, offset: 0 };
  const reader = createClockReader({ column, clock: 'date', hasDecimalComma: false });
  texts.forEach((text, row) => reader.add(text, row + 2));
  const { timeS, entries } = reader.finish();
  const [message] = entries.map(({ severity, message: words }) => `${severity}: ${words}`);
  return { times: [...timeS].map((time) => time - (timeS[0] ?? 0)), message, unknown: reader.notUnderstood };
}

describe('a column of dates', () => {
  it('has the day first where a month would be the 13th or later', () => {
    const { times, message } = readAll(['12/11/2020 23:00:00', '13/11/2020 00:00:00']);
    expect(times).toEqual([0, 3600]);
    expect(message).toMatch(/^info: .* the day first: no date is left over/);
  });

  it('has the month first where time would run back otherwise', () => {
    const { times, message } = readAll(['01/31/2020 23:00:00', '02/01/2020 01:00:00']);
    expect(times).toEqual([0, 7200]);
    expect(message).toMatch(/^info: .* the month first/);
  });

  it('has the order under which the test is shorter where both run forward', () => {
    const { times } = readAll(['01/02/2020 23:00:00', '02/02/2020 01:00:00']);
    expect(times).toEqual([0, 7200]);
  });

  it('is warned of where nothing tells', () => {
    const { message } = readAll(['01/02/2020 01:00:00', '01/02/2020 02:00:00']);
    expect(message).toMatch(/^warning: .* the month first: nothing tells the order/);
  });

  it('may hold days as Excel counts them, or milliseconds', () => {
    expect(readAll(['45000.5', '45000.75']).times).toEqual([0, 21_600]);
    expect(readAll(['1700000000000', '1700000001000']).times).toEqual([0, 1]);
    expect(readAll(['1700000000', '1700000001']).times).toEqual([0, 1]);
  });

  it('remembers what in it is no time, and where', () => {
    expect(readAll(['01/02/2020 01:00:00', 'soon', 'later']).unknown).toEqual({
      count: 2,
      example: 'soon',
      line: 3,
    });
  });
});
