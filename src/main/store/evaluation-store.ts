/** The rows of evaluations: what is said of each without its curves, which lie in `<dataDir>/evaluations/<file>`. */
import { z } from 'zod';
import {
  type EvaluationSummaryContent,
  evaluationSummaryContentSchema,
  type ModelEvaluationSummary,
} from '../../shared/contract/prediction.ts';
import { jsonOf } from './json-column.ts';
import type { Database } from './open-database.ts';

interface StoredEvaluation {
  /** Name inside `<dataDir>/evaluations` */
  readonly file: string;
  /** SHA-256 of its bytes; null for one of an older version that was not read yet. */
  readonly fileHash: string | null;
}

export interface EvaluationStore {
  /** Undefined where the model is gone.  */
  insertEvaluation(summary: EvaluationSummaryContent, file: StoredEvaluation): number | undefined;
  /** Of this model; undefined where it has none of that id. */
  findEvaluationFile(modelId: number, id: number): StoredEvaluation | undefined;
  /** Newest first. */
  listEvaluations(filter: { readonly model_id: number; readonly page: number; readonly page_size: number }): {
    readonly items: readonly ModelEvaluationSummary[];
    readonly total: number;
  };
  /** Of one model, or of all. */
  listEvaluationFiles(modelId?: number): readonly string[];
}

const evaluationRowSchema = z.object({ id: z.int(), summary: jsonOf(evaluationSummaryContentSchema) });

export function createEvaluationStore(db: Database): EvaluationStore {
  const insert = db.prepare(`INSERT INTO evaluations (model_id, created_at, summary, file, file_hash)
    SELECT id, @created_at, @summary, @file, @fileHash FROM models WHERE id = @model_id`);
  const fileById = db.prepare<[number, number], StoredEvaluation>(
    'SELECT file, file_hash AS fileHash FROM evaluations WHERE model_id = ? AND id = ?',
  );
  const page = db.prepare(
    'SELECT id, summary FROM evaluations WHERE model_id = ? ORDER BY id DESC LIMIT ? OFFSET ?',
  );
  const count = db.prepare<[number], number>('SELECT count(*) FROM evaluations WHERE model_id = ?').pluck();
  const files = db
    .prepare<[object], string>('SELECT file FROM evaluations WHERE @model_id IS NULL OR model_id = @model_id')
    .pluck();
  return {
    insertEvaluation: (summary, file) => {
      const { model_id, created_at } = summary;
      const row = { model_id, created_at, summary: JSON.stringify(summary), ...file };
      const { changes, lastInsertRowid } = insert.run(row);
      return changes === 0 ? undefined : Number(lastInsertRowid);
    },
    findEvaluationFile: (modelId, id) => fileById.get(modelId, id),
    listEvaluations: ({ model_id: modelId, page: pageNumber, page_size: limit }) => {
      const rows = page
        .all(modelId, limit, (pageNumber - 1) * limit)
        .map((row) => evaluationRowSchema.parse(row));
      const items = rows.map(({ id, summary }) => ({ id, ...summary }));
      return { items, total: count.get(modelId) ?? 0 };
    },
    listEvaluationFiles: (modelId) => files.all({ model_id: modelId ?? null }),
  };
}
