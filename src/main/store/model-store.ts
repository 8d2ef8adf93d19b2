/** The rows of models; the weights lie in `<dataDir>/models/<file>`. */
import { z } from 'zod';
import { evaluationSchema } from '../../shared/contract/evaluation.ts';
import type { Algorithm } from '../../shared/contract/hyperparams.ts';
import {
  modelLabelsSchema,
  modelMetricsSchema,
  type StoredModel,
  storedModelSchema,
} from '../../shared/contract/model.ts';
import { noRemarks, type Remarks } from '../../shared/contract/remarks.ts';
import { jsonOf } from './json-column.ts';
import type { Database } from './open-database.ts';

export type NewModel = Omit<StoredModel, 'id' | keyof Remarks> & {
  /** Name inside `<dataDir>/models` */
  readonly file: string;
  /** SHA-256 of its bytes */
  readonly file_hash: string;
};

/** All that is needed to ask a model something. */
export interface ModelReference {
  readonly id: number;
  readonly algorithm: Algorithm;
  /** Name inside `<dataDir>/models` */
  readonly file: string;
  /** SHA-256 of its bytes; null for one of an older version that was not read yet. */
  readonly fileHash: string | null;
}

interface ModelFilter {
  readonly page: number;
  readonly page_size: number;
  readonly algorithm?: Algorithm | undefined;
}

export interface ModelStore {
  findModel(id: number): StoredModel | undefined;
  findModelFile(id: number): string | undefined;
  findReference(id: number): ModelReference | undefined;
  findNewestReference(algorithm: Algorithm): ModelReference | undefined;
  /** Newest first. */
  listModels(filter: ModelFilter): { readonly items: readonly StoredModel[]; readonly total: number };
  listModelFiles(): readonly string[];
  insertModel(model: NewModel): number;
  renameModel(id: number, name: string): void;
  setRemarks(id: number, remarks: Remarks): void;
  deleteModel(id: number): void;
}

const modelRowSchema = storedModelSchema.extend({
  metrics: jsonOf(modelMetricsSchema),
  hyperparams: jsonOf(z.record(z.string(), z.unknown())),
  battery_ids: jsonOf(z.array(z.int())),
  features: jsonOf(z.array(z.string())),
  evaluation: jsonOf(evaluationSchema).nullable(),
  labels: jsonOf(z.array(modelLabelsSchema)).nullable(),
  tags: jsonOf(z.array(z.string())),
  simulated_data: z.literal([0, 1]).transform((value) => value === 1),
});
const columns = Object.keys(storedModelSchema.shape).filter((name) => name !== 'id' && !(name in noRemarks));

export function createModelStore(db: Database): ModelStore {
  const byId = db.prepare('SELECT * FROM models WHERE id = ?');
  const fileById = db.prepare<[number], string>('SELECT file FROM models WHERE id = ?').pluck();
  const reference = 'SELECT id, algorithm, file, file_hash AS fileHash FROM models';
  const referenceById = db.prepare<[number], ModelReference>(`${reference} WHERE id = ?`);
  const newestReference = db.prepare<[string], ModelReference>(
    `${reference} WHERE algorithm = ? ORDER BY id DESC LIMIT 1`,
  );
  const filter = 'WHERE (@algorithm IS NULL OR algorithm = @algorithm)';
  const page = db.prepare(`SELECT * FROM models ${filter} ORDER BY id DESC LIMIT @limit OFFSET @offset`);
  const count = db.prepare<[object], number>(`SELECT count(*) FROM models ${filter}`).pluck();
  const files = db.prepare<[], string>('SELECT file FROM models').pluck();
  const written = [...columns, 'file', 'file_hash'];
  const insert = db.prepare(
    `INSERT INTO models (${written.join(', ')}) VALUES (${written.map((name) => `@${name}`).join(', ')})`,
  );
  const rename = db.prepare('UPDATE models SET name = ? WHERE id = ?');
  const remark = db.prepare('UPDATE models SET tags = ?, comment = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM models WHERE id = ?');
  return {
    findModel: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : modelRowSchema.parse(row);
    },
    findModelFile: (id) => fileById.get(id),
    findReference: (id) => referenceById.get(id),
    findNewestReference: (algorithm) => newestReference.get(algorithm),
    listModels: ({ page: pageNumber, page_size: limit, algorithm }) => {
      const wanted = { algorithm: algorithm ?? null };
      const rows = page.all({ ...wanted, limit, offset: (pageNumber - 1) * limit });
      return { items: rows.map((row) => modelRowSchema.parse(row)), total: count.get(wanted) ?? 0 };
    },
    listModelFiles: () => files.all(),
    insertModel: (model) => Number(insert.run(writeModelRow(model)).lastInsertRowid),
    renameModel: (id, name) => void rename.run(name, id),
    setRemarks: (id, { tags, comment }) => void remark.run(JSON.stringify(tags), comment, id),
    deleteModel: (id) => void remove.run(id),
  };
}

function writeModelRow(model: NewModel) {
  return {
    ...model,
    metrics: JSON.stringify(model.metrics),
    hyperparams: JSON.stringify(model.hyperparams),
    battery_ids: JSON.stringify(model.battery_ids),
    features: JSON.stringify(model.features),
    evaluation: model.evaluation === null ? null : JSON.stringify(model.evaluation),
    labels: model.labels === null ? null : JSON.stringify(model.labels),
    simulated_data: model.simulated_data ? 1 : 0,
  };
}
