/** The references in front of the validation rows, judged exactly as the network is. */
import type { Evaluation } from '../shared/contract/evaluation.ts';
import { judgePredictions } from './evaluate.ts';
import type { PreparedJob } from './prepare-job.ts';

export const evaluateReferences = (job: PreparedJob): Evaluation['references'] =>
  job.references.onValidation.map(({ name, predictions }) => {
    const { loss, sohMape } = judgePredictions(job, predictions);
    return { name, val_loss: finiteOrNull(loss), val_soh_mape: finiteOrNull(sohMape) };
  });

/** A reference without an answer for some row with a label has no figure over all of them. */
const finiteOrNull = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
