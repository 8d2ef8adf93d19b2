/** What is known of several runs before their first epoch, as one: what their mean curve is judged by. */
import { meanAndDeviation } from '../../learning/judging/metrics/mean-and-deviation.ts';
import type { Evaluation, Leakage } from '../../shared/contract/evaluation.ts';

/**
 * Cells: all that train in some run, all that validate in some run. Reference figures: means over the runs, null where
 * one run has none. Of a single run, or of runs with the same split, their own.
 */
export function combineEvaluations(evaluations: readonly Evaluation[]): Evaluation {
  const [first] = evaluations;
  if (!first) throw new RangeError('a job has one run at least');
  if (evaluations.every((one) => one === first)) return first;
  const union = (pick: (one: Evaluation) => readonly number[]): number[] => [
    ...new Set(evaluations.flatMap(pick)),
  ];
  return {
    split_by: first.split_by,
    training_cells: union((one) => one.training_cells).sort((one, other) => one - other),
    validation_cells: union((one) => one.validation_cells),
    test_cells: union((one) => one.test_cells),
    leakage: combineLeakage(evaluations),
    references: first.references.map(({ name }) => {
      const ofRuns = evaluations.map(({ references }) => references.find((one) => one.name === name));
      return {
        name,
        val_loss: meanOfAll(ofRuns.map((one) => one?.val_loss ?? null)),
        val_soh_mape: meanOfAll(ofRuns.map((one) => one?.val_soh_mape ?? null)),
      };
    }),
  };
}

const meanOfAll = (values: readonly (number | null)[]): number | null =>
  values.includes(null) ? null : meanAndDeviation(values).mean;

/** One line for each kind of leakage, however many runs have it. */
function combineLeakage(evaluations: readonly Evaluation[]): Leakage[] {
  const byCode = new Map<Leakage['code'], Leakage[]>();
  for (const found of evaluations.flatMap(({ leakage }) => leakage)) {
    byCode.set(found.code, [...(byCode.get(found.code) ?? []), found]);
  }
  return [...byCode.values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const isSameInAll =
      alike.length === evaluations.length && alike.every(({ message }) => message === first.message);
    const where = `In ${alike.length} of ${evaluations.length} runs, for example: `;
    return [isSameInAll ? first : { ...first, message: `${where}${first.message}` }];
  });
}
