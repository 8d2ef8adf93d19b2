/** The rows of remembered mappings of columns. */
import { z } from 'zod';
import {
  type SavedMapping,
  type SaveMapping,
  savedMappingSchema,
} from '../../shared/contract/import-mapping.ts';
import { jsonOf } from './json-column.ts';
import type { Database } from './open-database.ts';

const rowSchema = savedMappingSchema.extend({
  header: jsonOf(z.array(z.string())),
  mapping: jsonOf(savedMappingSchema.shape.mapping),
});

export interface MappingStore {
  /** Newest first. */
  listMappings(): readonly SavedMapping[];
  /** In the place of those with the same name or the same names of columns. */
  saveMapping(mapping: SaveMapping, timestamp: string): SavedMapping;
  /** Answers whether there was one. */
  deleteMapping(id: number): boolean;
}

export function createMappingStore(db: Database): MappingStore {
  const all = db.prepare('SELECT * FROM import_mappings ORDER BY updated_at DESC, id DESC');
  const replaced = db.prepare('DELETE FROM import_mappings WHERE name = @name OR header = @header');
  const insert = db.prepare(`INSERT INTO import_mappings (name, header, mapping, updated_at)
    VALUES (@name, @header, @mapping, @updated_at) RETURNING *`);
  const remove = db.prepare('DELETE FROM import_mappings WHERE id = ?');
  return {
    listMappings: () => all.all().map((row) => rowSchema.parse(row)),
    saveMapping: db.transaction(({ name, header, mapping }: SaveMapping, updated_at: string) => {
      const row = { name, header: JSON.stringify(header), mapping: JSON.stringify(mapping), updated_at };
      replaced.run(row);
      return rowSchema.parse(insert.get(row));
    }),
    deleteMapping: (id) => remove.run(id).changes > 0,
  };
}
