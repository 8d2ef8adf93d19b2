/** Model and references compared on the cells of all runs, where each cell was left out once. Pure. */
import { type VerdictSentence, verdictOn } from '../../learning/judging/metrics/verdict.ts';
import type { TargetErrors } from '../../shared/contract/evaluation.ts';
import type { CellErrors } from '../../shared/contract/model.ts';

type Errors = Pick<CellErrors, 'soh' | 'rul'>;

/** Of `cells`, each as the run that left it out judged it; over all rows, each row counts the same. */
export function judgeLeftOutCells(cells: readonly CellErrors[]): readonly VerdictSentence[] {
  const names = [...new Set(cells.flatMap(({ references }) => references.map(({ name }) => name)))];
  const references = names.map((name) => ({
    name,
    ...pooled(cells.flatMap((cell) => cell.references.find((one) => one.name === name) ?? [])),
  }));
  return verdictOn({ overall: { ...pooled(cells), references }, cells, cellWord: 'left-out cell' });
}

const pooled = (cells: readonly Errors[]): Errors => ({
  soh: pooledErrors(cells.map(({ soh }) => soh)),
  rul: pooledErrors(cells.map(({ rul }) => rul)),
});

/** MAE and MAPE of all rows together, unknown where a cell with labels has none; RMSE and R² are not asked for. */
function pooledErrors(errors: readonly TargetErrors[]): TargetErrors {
  const known = errors.filter(({ rows }) => rows > 0);
  const rows = known.reduce((sum, one) => sum + one.rows, 0);
  const mean = (errorOf: (one: TargetErrors) => number | null): number | null =>
    rows === 0 || known.some((one) => errorOf(one) === null)
      ? null
      : known.reduce((sum, one) => sum + (errorOf(one) ?? 0) * one.rows, 0) / rows;
  return { rows, mae: mean(({ mae }) => mae), mape: mean(({ mape }) => mape), rmse: null, r2: null };
}
