/**
 * Ridge regression as it stands beside a network: fitted on the training rows, its λ the one of eight with the smallest
 * squared error on the validation rows. The network has the same advantage, since those rows choose its epoch.
 */
import { predictRidge, ridgeEquations, type RidgeModel, type RidgeRows, solveRidge } from './ridge.ts';

const lambdas = [0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];
/** Where no validation row has a label to choose by. */
const unguidedLambda = 1;

/** Null when no training row has a label. */
export function fitTunedRidge(
  table: Omit<RidgeRows, 'rows'>,
  trainingRows: Int32Array,
  validationRows: Int32Array,
): RidgeModel | null {
  const equations = ridgeEquations({ ...table, rows: trainingRows });
  if (!equations) return null;
  const known = validationRows.filter((row) => !Number.isNaN(table.labels[row] ?? Number.NaN));
  if (known.length === 0) return solveRidge(equations, unguidedLambda);
  const [first, ...others] = lambdas.map((lambda) => {
    const model = solveRidge(equations, lambda);
    return { model, error: squaredError(model, table, known) };
  });
  if (!first) return null;
  return others.reduce((best, other) => (other.error < best.error ? other : best), first).model;
}

function squaredError(model: RidgeModel, table: Omit<RidgeRows, 'rows'>, rows: Int32Array): number {
  const predicted = predictRidge(model, { inputs: table.inputs, rows });
  return rows.reduce((sum, row, index) => sum + ((predicted[index] ?? 0) - (table.labels[row] ?? 0)) ** 2, 0);
}
