/** The network in front of the validation rows: data term alone, so that curves of different algorithms can be compared. */
import type { Network } from '../learning/engines/engine.ts';
import { dataLoss } from '../learning/judging/metrics/data-loss.ts';
import { predictRows } from '../learning/predict.ts';
import { restoreTargets } from '../learning/data/scaler.ts';
import type { Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';

export interface ValidationFigures {
  /** Σ mask·(u − y)² / Σ mask, standardised; null where no validation row has a label. */
  readonly loss: number | null;
  /** Percent; null where no validation row has a SoH other than 0. */
  readonly sohMape: number | null;
}

export async function evaluate(network: Network, job: PreparedJob, pacer: Pacer): Promise<ValidationFigures> {
  const { validationRows } = job.split;
  const predictions = await predictRows(network, validationRows, job.targets.length, pacer.pauseIfDue);
  return judgePredictions(job, predictions);
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
  of.forEach((row, place) => {
    const soh = dataset.soh[row] ?? Number.NaN;
    if (Number.isNaN(soh) || soh === 0) return;
    total += Math.abs(((restored[place * targets.length] ?? 0) - soh) / soh);
    known += 1;
  });
  return known === 0 ? null : (100 * total) / known;
}
