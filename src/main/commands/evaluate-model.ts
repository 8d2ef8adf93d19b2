/** POST /models/{id}/evaluations: the predictor process writes the whole evaluation to a file, its row keeps the rest. */
import { type InputOf, operations } from '../../shared/contract/operations.ts';
import type { StoredAnswer } from '../../shared/contract/stored-answer.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import { hashOfFile } from '../../stored-cells/stored-file.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { EvaluationFiles } from '../files/evaluation-files.ts';
import type { EvaluateRequest } from '../../shared/contract/predictor-messages.ts';
import type { Predictor } from '../processes/predictor.ts';
import { storedCellOf } from '../files/stored-cell.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { EvaluationStore } from '../store/evaluation-store.ts';
import type { ModelStore } from '../store/model-store.ts';

export interface EvaluationParts {
  readonly modelStore: Pick<ModelStore, 'findReference'>;
  readonly batteryStore: Pick<BatteryStore, 'findBattery'>;
  readonly evaluationStore: EvaluationStore;
  readonly evaluationFiles: EvaluationFiles;
  readonly arrayFiles: Pick<ArrayFiles, 'pathOf'>;
  readonly pathOfModelFile: (file: string) => string;
  readonly evaluator: Pick<Predictor, 'evaluate'>;
  readonly now: () => string;
}

/** More would keep the caller waiting for minutes. */
const maxRows = 1_000_000;

export const evaluateModel =
  (parts: EvaluationParts) =>
  async ({ model_id: modelId, battery_ids }: InputOf<'evaluate-model'>): Promise<StoredAnswer> => {
    const { modelStore, evaluationFiles, evaluationStore } = parts;
    const model = modelStore.findReference(modelId);
    if (!model) throw notFound('Model', modelId);
    const cells = cellsOf(parts, battery_ids);
    const file = evaluationFiles.newName();
    const path = evaluationFiles.pathOf(file);
    const summary = await parts.evaluator.evaluate({
      kind: 'evaluate',
      model: { modelId, path: parts.pathOfModelFile(model.file), hash: model.fileHash },
      cells,
      facts: { model_id: modelId, battery_ids, created_at: parts.now() },
      targetPath: path,
    });
    const id = evaluationStore.insertEvaluation(summary, { file, fileHash: await hashOfFile(path) });
    if (id !== undefined) return { id, path };
    // The model was deleted meanwhile.
    await evaluationFiles.remove(file);
    throw notFound('Model', modelId);
  };

function cellsOf(
  { batteryStore, arrayFiles }: EvaluationParts,
  batteryIds: readonly number[],
): EvaluateRequest['cells'] {
  const found = batteryIds.map((id) => ({ id, battery: batteryStore.findBattery(id) }));
  const unknown = found.filter(({ battery }) => !battery);
  if (unknown.length > 0)
    throw wrongBatteries(unknown.map(({ id }) => `battery ${id} does not exist`).join('; '));
  const cells = found.flatMap(({ battery }) => (battery ? [storedCellOf(battery, arrayFiles)] : []));
  const rowCount = cells.reduce((sum, cell) => sum + cell.rowCount, 0);
  if (rowCount > maxRows) {
    throw wrongBatteries(`have ${rowCount} cycles together; at most ${maxRows} can be evaluated at once`);
  }
  return cells;
}

const wrongBatteries = (issue: string): AppError =>
  new AppError('VALIDATION_ERROR', operations['evaluate-model'].refusal, {
    details: [{ field: 'battery_ids', issue }],
  });
