/** What an import would make of a file, before anything is stored. */
import { z } from 'zod';
import { importedCellFacts } from './imported-cell-facts.ts';
import { errorDetailSchema } from './errors.ts';
import { columnRoleSchema, importMappingSchema } from './import-mapping.ts';
import { qualitySchema } from './quality.ts';

const previewedColumnSchema = z.object({
  name: z.string(),
  role: columnRoleSchema.nullable().describe('null: a feature, or not read'),
  unit: z.string().nullable().describe('As read; null: none, or not known'),
  chosen: z.boolean().describe('false: it could be this, and another column was taken'),
});

const previewedTableSchema = z.object({
  label: z.string().nullable().describe('What tells it from the other tables of the file'),
  header_line: z.int().nullable().describe('Line of the file with the names; null: they stand elsewhere'),
  columns: z.array(previewedColumnSchema),
  rows: z.array(z.array(z.string())).describe('The first rows below the names'),
  content: z.enum(['cycles', 'samples']).nullable().describe('What a row is; null: not told'),
  mapping_name: z.string().nullable().describe('The remembered mapping that was applied'),
});
export type PreviewedTable = z.infer<typeof previewedTableSchema>;

const previewedCellSchema = z.object({
  label: z.string().nullable().describe('What tells it from the other cells of the file'),
  name: z.string(),
  ...importedCellFacts,
  cycle_index: z.array(z.int()).describe('[cycles]'),
  capacity: z.array(z.number().nullable()).describe('[cycles] Ah; the fade'),
  quality: qualitySchema,
});
export type PreviewedCell = z.infer<typeof previewedCellSchema>;

export const importPreviewSchema = z.object({
  filename: z.string(),
  tables: z.array(previewedTableSchema).describe('Empty for a file without columns to choose from'),
  cells: z
    .array(previewedCellSchema)
    .describe('What would be stored; empty where the file is refused as it stands'),
  refused: z
    .object({ message: z.string(), details: z.array(errorDetailSchema) })
    .nullable()
    .describe('Why nothing can be imported of it without another mapping'),
  mapping: importMappingSchema.nullable().describe('The one that was applied, given or remembered'),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
