/** What a model reached, as a row of the list says it: "SoH 0.53 % · ridge 0.86 %". Pure. */
import type { ModelMetrics } from '../../../shared/contract/model.ts';
import { type ResultFacts, resultFacts } from '../../../shared/domain/result-facts.ts';
import { foldsTitle, spread } from './folds.ts';
import { cycles, percent, plural } from './number.ts';

export function resultInWords(result: ResultFacts): string {
  const { soh_error: mean, soh_error_deviation: deviation, ridge_soh_error: ridge } = result;
  const soh = spread({ mean, deviation }, percent);
  return [`SoH ${soh}`, ...(ridge === null ? [] : [`ridge ${percent(ridge)}`])].join(' · ');
}

interface MeanAndDeviation {
  readonly mean: number | null;
  /** null: a single run. */
  readonly deviation: number | null;
}

/** Over all runs where there were several: the one that became the model is none to judge it by alone. */
export function validationErrors(metrics: ModelMetrics): {
  /** MAPE, percent */
  readonly soh: MeanAndDeviation;
  /** MAE, cycles */
  readonly rul: MeanAndDeviation;
  readonly onWhat: string;
} {
  const result = resultFacts(metrics);
  return {
    soh: { mean: result.soh_error, deviation: result.soh_error_deviation },
    rul: { mean: result.rul_error, deviation: result.rul_error_deviation },
    onWhat: measuredOn(metrics),
  };
}

/** What the headline is measured on, and whether that flatters. */
function measuredOn({ folds, test, measured_on: on, validation_cells: cells }: ModelMetrics): string {
  if (test) return `on ${plural(test.cells.length, 'test cell')} that neither trained nor chose the epoch`;
  if (on === 'left_out' && folds) return `${foldsTitle(folds)}, its epoch chosen by the others`;
  return folds
    ? `${foldsTitle(folds)}, on cells which also chose the epoch: a new cell is a little worse`
    : `on ${plural(cells.length, 'validation cell')}, which also chose the epoch: a new cell is a little worse`;
}

/** SoH errors in percent that may stand side by side. */
export function sohErrors(metrics: ModelMetrics): {
  readonly model: number | null;
  readonly ridge: number | null;
} {
  const { soh_error: model, ridge_soh_error: ridge } = resultFacts(metrics);
  return { model, ridge };
}

/** The whole of it, for those who rest on the row. */
export function resultAtLength(metrics: ModelMetrics): string {
  const rul = spread(validationErrors(metrics).rul, cycles);
  const onWhat = `Mean absolute errors ${measuredOn(metrics)}.`;
  return [`${resultInWords(resultFacts(metrics))} · RUL ${rul}.`, onWhat, ...metrics.verdict].join(' ');
}
