/** The answers that models gave. */
import { z } from 'zod';
import { type Prediction, predictionSchema } from '../../shared/contract/prediction.ts';
import type { Algorithm } from '../../shared/contract/hyperparams.ts';
import { jsonOf } from './json-column.ts';
import type { Database } from './open-database.ts';

interface PredictionFilter {
  readonly page: number;
  readonly page_size: number;
  readonly algorithm?: Algorithm | undefined;
  readonly model_id?: number | undefined;
  readonly battery_id?: number | undefined;
}

export interface PredictionStore {
  insertPrediction(prediction: Omit<Prediction, 'id'>): number;
  /** Newest first. */
  listPredictions(filter: PredictionFilter): {
    readonly items: readonly Prediction[];
    readonly total: number;
  };
}

const predictionRowSchema = predictionSchema.extend({
  result: jsonOf(predictionSchema.shape.result),
  warnings: jsonOf(z.array(z.string())),
});

const filterSql = `WHERE (@algorithm IS NULL OR algorithm = @algorithm) AND (@model_id IS NULL OR model_id = @model_id)
  AND (@battery_id IS NULL OR battery_id = @battery_id)`;

export function createPredictionStore(db: Database): PredictionStore {
  const insert =
    db.prepare(`INSERT INTO predictions (algorithm, model_id, battery_id, cycle_index, result, warnings,
    created_at) VALUES (@algorithm, @model_id, @battery_id, @cycle_index, @result, @warnings, @created_at)`);
  const page = db.prepare(
    `SELECT * FROM predictions ${filterSql} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<[object], number>(`SELECT count(*) FROM predictions ${filterSql}`).pluck();
  return {
    insertPrediction: ({ result, warnings, ...facts }) => {
      const texts = { result: JSON.stringify(result), warnings: JSON.stringify(warnings) };
      return Number(insert.run({ ...facts, ...texts }).lastInsertRowid);
    },
    listPredictions: ({ page: pageNumber, page_size: limit, algorithm, model_id, battery_id }) => {
      const wanted = {
        algorithm: algorithm ?? null,
        model_id: model_id ?? null,
        battery_id: battery_id ?? null,
      };
      const rows = page.all({ ...wanted, limit, offset: (pageNumber - 1) * limit });
      return { items: rows.map((row) => predictionRowSchema.parse(row)), total: count.get(wanted) ?? 0 };
    },
  };
}
