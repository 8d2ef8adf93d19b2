/** A model on whole cells: judged one after the other, then written with all that is said of them. */
import { readFile } from 'node:fs/promises';
import { readCellArrays } from '../learning/files/cell-arrays.ts';
import type { Engine } from '../learning/engines/engine.ts';
import { evaluatedCell } from '../learning/judging/evaluation/evaluated-cell.ts';
import { judgeCell, type JudgedCell } from '../learning/judging/evaluation/judge-cell.ts';
import { summarise } from '../learning/judging/evaluation/summarise.ts';
import type { TrainedModel } from '../learning/files/model-file.ts';
import { whyUnreadable } from '../learning/predict.ts';
import { modelEvaluationOperations } from '../shared/contract/prediction-operations.ts';
import type { EvaluationSummaryContent } from '../shared/contract/prediction.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { EvaluateRequest, StoredCell } from '../shared/contract/predictor-messages.ts';
import { checkBytes } from '../stored-cells/stored-file.ts';
import { unreadableCell } from './unreadable-cell.ts';
import { writeEvaluation } from './write-evaluation.ts';

export async function evaluateCells(
  model: TrainedModel,
  { cells, facts, targetPath }: EvaluateRequest,
  engine: Engine,
): Promise<EvaluationSummaryContent> {
  const { description } = model;
  refuseUnreadable(model, cells);
  const judged: JudgedCell[] = [];
  for (const stored of cells) judged.push(await judgeCell(model, await readCell(stored), engine));
  const summary = { ...facts, ...summarise(description, judged) };
  await writeEvaluation(targetPath, summary, function* () {
    for (const [index, cellFacts] of summary.cells.entries()) {
      const one = judged[index];
      if (one) yield evaluatedCell(description, one, cellFacts);
    }
  });
  return summary;
}

function refuseUnreadable({ description }: TrainedModel, cells: readonly StoredCell[]): void {
  const details = cells.flatMap(({ cell }) => {
    const issue = whyUnreadable(description, cell);
    return issue === null ? [] : [{ field: 'battery_ids', issue }];
  });
  if (details.length === 0) return;
  throw new AppError('VALIDATION_ERROR', modelEvaluationOperations['evaluate-model'].refusal, { details });
}

async function readCell(stored: StoredCell) {
  try {
    const bytes = await readFile(stored.path);
    checkBytes(bytes, stored.path, stored.cell.dataset_hash);
    return readCellArrays(bytes, stored.cell);
  } catch (error) {
    throw error instanceof AppError ? error : unreadableCell(stored, error);
  }
}
