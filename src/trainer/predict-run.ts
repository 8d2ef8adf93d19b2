/** What a run's network says of rows of its data. */
import { predictRows } from '../learning/predict.ts';
import type { Pacer } from './pacer.ts';
import type { TrainingRun } from './training-run.ts';

/** [rows.length, O], standardised. */
export const predictRun = (
  { set, index, job }: TrainingRun,
  rows: Int32Array,
  pacer: Pick<Pacer, 'pauseIfDue'>,
): Promise<Float64Array> =>
  predictRows((chunk) => set.predict(index, chunk), rows, job.targets.length, pacer.pauseIfDue);
