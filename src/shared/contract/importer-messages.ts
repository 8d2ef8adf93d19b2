/** What the main process asks of an importer process, and what that answers: facts about cells whose arrays it wrote. */
import { z } from 'zod';
import { importedCellFacts } from './imported-cell-facts.ts';
import { errorDetailSchema } from './errors.ts';
import { specCellSchema } from './job-spec.ts';
import { importMappingSchema, savedMappingSchema } from './import-mapping.ts';
import { importPreviewSchema } from './import-preview.ts';
import { modelDescriptionSchema } from './model-file.ts';
import { idSchema } from './pagination.ts';
import { qualitySchema, repairNameSchema } from './quality.ts';

/** A file, and what is answered of it. */
const fileToReadSchema = z.object({
  path: z.string(),
  filename: z.string(),
  nominal_capacity: z.number().nullable().describe('Ah; null: to be assumed'),
  end_of_life: z.number(),
  skip_repairs: z.array(repairNameSchema),
  mapping: importMappingSchema.nullable().optional(),
  known_mappings: z
    .array(savedMappingSchema.pick({ name: true, header: true, mapping: true }))
    .optional()
    .describe('Each counts for a table with these names, where no mapping is given'),
});
export type FileToRead = z.infer<typeof fileToReadSchema>;

const previewRequestSchema = fileToReadSchema.extend({ kind: z.literal('preview') });
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** Cells whose nominal capacity or end of life changed: what do their rows tell now? */
const judgeRequestSchema = z.object({
  kind: z.literal('judge'),
  cells: z.array(
    z.object({
      path: z.string().describe('Of its arrays'),
      nominal_capacity: z.number(),
      nominal_capacity_note: z.string().nullable(),
      earlier_note: z.string().nullable().describe('What was said of a guess until now'),
      end_of_life: z.number(),
      quality: qualitySchema,
    }),
  ),
});
export type JudgeRequest = z.infer<typeof judgeRequestSchema>;

const judgedSchema = z.object({
  type: z.literal('judged'),
  cells: z.array(z.object({ quality: qualitySchema, notes: z.array(z.string()) })),
});
export type Judged = z.infer<typeof judgedSchema>;

const importRequestSchema = z.discriminatedUnion('kind', [
  fileToReadSchema.extend({
    kind: z.literal('file'),
    staging_folder: z.string().describe('Where the arrays go'),
  }),
  z.object({ kind: z.literal('samples'), staging_folder: z.string() }),
]);
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** Files of a data folder that no row knows: what can be said of them without the row? */
const adoptRequestSchema = z.object({
  kind: z.literal('adopt'),
  models: z.array(z.string()).describe('Paths'),
  arrays: z.array(z.string()).describe('Paths; each file is called by its hash'),
  known_cells: z.array(specCellSchema).describe('What models say of cells'),
});
export type AdoptRequest = z.infer<typeof adoptRequestSchema>;

const importedCellSchema = z.object({
  label: z.string().nullable().describe('What tells it from the other cells of the file'),
  dataset_hash: z.string().regex(/^[0-9a-f]{64}$/),
  curves_hash: z.string().nullable().describe('SHA-256 of the file of its curves; null: it has none'),
  ...importedCellFacts,
  notes: z.array(z.string()),
  quality: qualitySchema,
});
export type ImportedCell = z.infer<typeof importedCellSchema>;

const adoptedCellSchema = importedCellSchema.omit({ label: true }).extend({
  name: z.string(),
  simulated: z.boolean(),
  battery_id: idSchema.nullable().describe('Its id when the models were trained; null where none was'),
});
export type AdoptedCell = z.infer<typeof adoptedCellSchema>;

const adoptedModelSchema = z.object({ path: z.string(), description: modelDescriptionSchema });
export type AdoptedModel = z.infer<typeof adoptedModelSchema>;

const adoptedSchema = z.object({
  type: z.literal('adopted'),
  models: z.array(adoptedModelSchema),
  cells: z.array(adoptedCellSchema),
  refused: z.array(z.object({ path: z.string(), reason: z.string() })),
});
export type Adopted = z.infer<typeof adoptedSchema>;

export const importAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('imported'), cells: z.array(importedCellSchema).min(1) }),
  z.object({ type: z.literal('previewed'), preview: importPreviewSchema }),
  judgedSchema,
  adoptedSchema,
  z.object({ type: z.literal('refused'), message: z.string(), details: z.array(errorDetailSchema) }),
]);
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

/** What the process is sent: the request, and what it may cost. */
export const importOrderSchema = z.object({
  request: importRequestSchema.or(previewRequestSchema).or(judgeRequestSchema).or(adoptRequestSchema),
  resident_limit_mb: z.number().describe('Memory of the whole process'),
});
export type ImportOrder = z.infer<typeof importOrderSchema>;
export type FileImportRequest = Extract<ImportRequest, { readonly kind: 'file' }>;
