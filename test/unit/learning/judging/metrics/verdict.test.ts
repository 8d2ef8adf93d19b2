import { expect, test } from 'vitest';
import type { ReferenceName } from '../../../../../src/shared/contract/evaluation.ts';
import { verdictOn } from '../../../../../src/learning/judging/metrics/verdict.ts';

const errors = (value: number | null) => ({ rows: 1, mae: value, rmse: null, mape: value, r2: null });
const nothing = errors(null);
/** SoH alone; `references` by name. */
const compared = (model: number | null, references: Partial<Record<ReferenceName, number | null>>) => ({
  soh: errors(model),
  rul: nothing,
  references: Object.entries(references).map(([name, value]) => ({
    name: name as ReferenceName,
    soh: errors(value),
    rul: nothing,
  })),
});
const cell = (name: string, ...rest: Parameters<typeof compared>) => ({ name, ...compared(...rest) });
const cellWord = 'validation cell';

test('a reference that wins over all rows is a warning with its cells and both errors', () => {
  const cells = [
    cell('A', 0.8, { ridge: 0.5 }),
    cell('B', 0.9, { ridge: 0.7 }),
    cell('C', 0.4, { ridge: 0.6 }),
  ];
  expect(verdictOn({ cells, overall: compared(0.7, { ridge: 0.6 }), cellWord })).toEqual([
    {
      isWarning: true,
      sentence:
        'Ridge regression is better on 2 of 3 validation cells (SoH MAPE): "A" 0.50 % against the model’s 0.80 %, ' +
        '"B" 0.70 % against the model’s 0.90 %; over all rows 0.60 % against the model’s 0.70 %, so the model adds ' +
        'nothing to it there.',
    },
  ]);
});

test('a win on one cell alone is told, and is no warning', () => {
  const cells = [cell('A', 0.8, { ridge: 0.5 }), cell('B', 0.5, { ridge: 2 })];
  const [verdict] = verdictOn({ cells, overall: compared(0.6, { ridge: 1 }), cellWord });
  expect(verdict?.isWarning).toBe(false);
  expect(verdict?.sentence).toMatch(
    /better on 1 of 2 validation cells .*"A".*over all rows 1.00 % against .* 0.60 %\.$/,
  );
});

test('a model ahead everywhere is told so, a draw counted for it', () => {
  const cells = [cell('A', 0.5, { ridge: 0.5, mean: 3 }), cell('B', 0.5, { ridge: 0.9, mean: 3 })];
  expect(verdictOn({ cells, overall: compared(0.5, { ridge: 0.7, mean: 3 }), cellWord })).toEqual([
    {
      isWarning: false,
      sentence: 'The model is better than all references on every validation cell (SoH MAPE).',
    },
  ]);
});

test('a cell without a known error is not compared, and without any there is no verdict', () => {
  const cells = [cell('A', null, { ridge: 0.1 }), cell('B', 1, { ridge: 0.5, linear_fade: null })];
  const [verdict] = verdictOn({ cells, overall: compared(1, { ridge: 0.5 }), cellWord });
  expect(verdict?.sentence).toContain('better on 1 of 1 validation cell (');
  expect(verdictOn({ cells: [cell('A', null, {})], overall: compared(null, {}), cellWord })).toEqual([]);
});

test('errors that look alike get the decimals that tell them apart; more than three cells are counted', () => {
  const cells = ['A', 'B', 'C', 'D', 'E'].map((name) => cell(name, 1.004, { mean: 1.003 }));
  const [verdict] = verdictOn({ cells, overall: compared(1.004, { mean: 1.003 }), cellWord });
  expect(verdict?.sentence).toContain('"A" 1.0030 % against the model’s 1.0040 %');
  expect(verdict?.sentence).toContain('and 2 more; over all rows');
});
