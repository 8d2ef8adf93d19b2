/** What is known of a run before its first epoch: its split, what may flatter its figures, and what it has to beat. */
import type { Evaluation } from '../shared/contract/evaluation.ts';
import { evaluateReferences } from './evaluate-references.ts';
import { findLeakage } from './find-leakage.ts';
import type { PreparedJob } from './prepare-job.ts';

export function buildEvaluation(job: PreparedJob): Evaluation {
  const { split } = job;
  return {
    split_by: split.splitBy,
    training_cells: split.trainingCells.map(({ batteryId }) => batteryId),
    validation_cells: split.validationCells.map(({ batteryId }) => batteryId),
    test_cells: split.testCells.map(({ batteryId }) => batteryId),
    leakage: [...findLeakage(job)],
    references: evaluateReferences(job),
  };
}
