/** The network in front of the validation rows: data term alone, so that curves of different algorithms can be compared. */
import { dataLoss } from '../learning/judging/metrics/data-loss.ts';
import { restoreTargets } from '../learning/data/scaler.ts';
import type { Pacer } from './pacer.ts';
import { predictRun } from './predict-run.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { TrainingRun } from './training-run.ts';

export interface ValidationFigures {
  /** Σ mask·(u − y)² / Σ mask, standardised; null where no validation row has a label. */
  readonly loss: number | null;
  /** Percent; null where no validation row has a SoH other than 0. */
  readonly sohMape: number | null;
}

export async function evaluate(run: TrainingRun, pacer: Pacer): Promise<ValidationFigures> {
  return judgePredictions(run.job, await predictRun(run, run.job.split.validationRows, pacer));
}

/** `predictions` [validation rows, O], standardised; a missing answer (NaN) makes the figure NaN. */
export function judgePredictions(job: PreparedJob, predictions: Float64Array): ValidationFigures {
  const { validationRows } = job.split;
  return {
    loss: dataLoss(job.rows, validationRows, predictions),
    sohMape: sohMape(job, validationRows, restoreTargets(predictions, job.scaler.targets)),
  };
}

function sohMape({ dataset, targets }: PreparedJob, of: Int32Array, restored: Float64Array): number | null {
  let total = 0;
  let known = 0;
  of.forEach((row, index) => {
    const soh = dataset.soh[row] ?? Number.NaN;
    if (Number.isNaN(soh) || soh === 0) return;
    total += Math.abs(((restored[index * targets.length] ?? 0) - soh) / soh);
    known += 1;
  });
  return known === 0 ? null : (100 * total) / known;
}
