/** POST /evaluations: several models on the same cells, one after the other; each fails alone. */
import type { ModelJudgement } from '../../shared/contract/comparison.ts';
import { type InputOf, operations, type OutputOf } from '../../shared/contract/operations.ts';
import type { StoredAnswer } from '../../shared/contract/stored-answer.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { type EvaluatedCellsParts, findEvaluatedCells } from '../queries/find-evaluated-cells.ts';

export interface EvaluateModelsParts extends EvaluatedCellsParts {
  readonly evaluate: (input: InputOf<'evaluate-model'>) => Promise<StoredAnswer>;
}

export const evaluateModels =
  (parts: EvaluateModelsParts) =>
  async ({ model_ids, battery_ids }: InputOf<'evaluate-models'>): Promise<OutputOf<'evaluate-models'>> => {
    refuseUnknown(parts, battery_ids);
    const results: ModelJudgement[] = [];
    for (const id of model_ids) results.push(await judge(parts, id, battery_ids));
    return { results };
  };

function refuseUnknown({ batteryStore }: EvaluateModelsParts, batteryIds: readonly number[]): void {
  const unknown = batteryIds.filter((id) => !batteryStore.findBattery(id));
  if (unknown.length === 0) return;
  const issue = unknown.map((id) => `battery ${id} does not exist`).join('; ');
  const details = [{ field: 'battery_ids', issue }];
  throw new AppError('VALIDATION_ERROR', operations['evaluate-models'].refusal, { details });
}

/** What it was judged on already, with the cell as it is now, is not judged again. */
async function judge(
  parts: EvaluateModelsParts,
  modelId: number,
  batteryIds: readonly number[],
): Promise<ModelJudgement> {
  const known = findEvaluatedCells(parts, modelId, batteryIds);
  const missing = batteryIds.filter((id) => !known.some((cell) => cell.battery_id === id));
  const judgement = { model_id: modelId, evaluation_id: null, error: null };
  if (missing.length === 0) return judgement;
  try {
    const { id } = await parts.evaluate({ model_id: modelId, battery_ids: missing });
    return { ...judgement, evaluation_id: id };
  } catch (error) {
    return { ...judgement, error: errorOf(error) };
  }
}

/** What nobody expected is a bug, and not this model's fault. */
function errorOf(error: unknown): NonNullable<ModelJudgement['error']> {
  if (!(error instanceof AppError)) throw error;
  const issues = (error.details ?? []).map(({ issue }) => issue);
  return { code: error.code, message: [error.message, ...issues].join(': ') };
}
