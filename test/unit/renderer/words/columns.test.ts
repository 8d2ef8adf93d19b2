import { expect, it } from 'vitest';
import { columnsInWords } from '../../../../src/renderer/src/words/columns.ts';

const cell = (name: string, ...features: string[]) => ({ name, features });

it('cells that share every column, and a single cell, need no word', () => {
  expect(columnsInWords([cell('a', 'x')])).toBeNull();
  expect(columnsInWords([cell('a', 'x', 'y'), cell('b', 'y', 'x')])).toBeNull();
});

it('what only some have is counted', () => {
  expect(columnsInWords([cell('a', 'x', 'y', 'z'), cell('b', 'x', 'y')])).toEqual({
    sentence: 'Inputs: 2 columns that all chosen cells have; 1 column that only some have are left out.',
    isWarning: false,
  });
});

it('cells without a common column are warned of, and the odd one is named', () => {
  const told = columnsInWords([cell('a', 'x'), cell('b', 'x'), cell('calce', 'resistance')]);
  expect(told).toMatchObject({ isWarning: true });
  expect(told!.sentence).toContain('"calce"');
  expect(told!.sentence).toContain('cycle number would be the only input');
});
