import { describe, expect, it } from 'vitest';
import { durationInWords } from '../../../../src/renderer/src/words/duration.ts';
import {
  bytes,
  count,
  cycles,
  loss,
  percent,
  plural,
  share,
} from '../../../../src/renderer/src/words/number.ts';

describe('what numbers look like', () => {
  it.each([
    [3, '3 s'],
    [119, '119 s'],
    [720, '12 min'],
    [6_000, '1 h 40'],
    [7_200, '2 h'],
    [273_600, '3 d 4 h'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });

  it.each([
    [0.02341, '0.0234'],
    [1.5e-6, '1.50e-6'],
    [12.34, '12.3'],
    [1_234.5, '1\u202f235'],
    [0, '0'],
    [null, '–'],
  ])('a loss of %s reads %s', (value, words) => {
    expect(loss(value)).toBe(words);
  });

  it('units stand with their numbers', () => {
    expect([share(0.9341), percent(0.531), percent(12.34), cycles(5.25), cycles(143.2)]).toEqual([
      '93.4 %',
      '0.53 %',
      '12.3 %',
      '5.3 cycles',
      '143 cycles',
    ]);
    expect([bytes(999), bytes(42_600), count(1_000_000)]).toEqual([
      '999 B',
      '42.6 kB',
      '1\u202f000\u202f000',
    ]);
    expect([plural(1, 'cell'), plural(2, 'cell')]).toEqual(['1 cell', '2 cells']);
  });
});
