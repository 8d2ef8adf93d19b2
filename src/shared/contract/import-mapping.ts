/** Which column of a table is what, said by a person where its names do not say it; remembered by the line of its names. */
import { z } from 'zod';
import { idFromPath, idSchema, timestampSchema } from './pagination.ts';
import { nameSchema } from './plain-text.ts';

/** What a column can be, in the order in which people ask for it. `capacity`: of the discharge. */
const columnRoles = [
  'cycle',
  'capacity',
  'time',
  'voltage',
  'current',
  'temperature',
  'step_type',
  'cell',
] as const;
export const columnRoleSchema = z.enum(columnRoles);
export type ColumnRole = z.infer<typeof columnRoleSchema>;

const maxNameLength = 200;

const mappedColumnSchema = z.strictObject({
  column: z.string().min(1).max(maxNameLength).describe('Its name, as the preview shows it'),
  unit: z
    .string()
    .min(1)
    .max(20)
    .nullable()
    .default(null)
    .describe('e.g. Ah, mAh, V, mV, A, mA, s, min, h, °C; null: by its name'),
});

export const importMappingSchema = z.strictObject({
  columns: z
    .partialRecord(columnRoleSchema, mappedColumnSchema.nullable())
    .describe('By role; null: the table has no such column, whatever its names say. Others follow the names'),
  content: z
    .enum(['cycles', 'samples'])
    .nullable()
    .default(null)
    .describe('Whether a row is a cycle or a sample; null: told by the rows'),
  header_line: z
    .int()
    .min(1)
    .max(300)
    .nullable()
    .default(null)
    .describe('Line of the file with the names; null: the first that has all columns named here'),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

const headerSchema = z
  .array(z.string().max(maxNameLength))
  .min(1)
  .max(1000)
  .describe('The names of all columns, as the preview shows them');

export const savedMappingSchema = z.object({
  id: idSchema,
  name: z.string(),
  header: headerSchema,
  mapping: importMappingSchema,
  updated_at: timestampSchema,
});
export type SavedMapping = z.infer<typeof savedMappingSchema>;

export const savedMappingListSchema = z.object({ items: z.array(savedMappingSchema) });

/** As many are handed to every import. */
export const mostMappings = 200;

export const saveMappingSchema = z.strictObject({
  name: nameSchema,
  header: headerSchema,
  mapping: importMappingSchema,
});
export type SaveMapping = z.infer<typeof saveMappingSchema>;

export const mappingIdSchema = z.strictObject({ mapping_id: idFromPath });

/** A mapping as a form carries it: JSON text. */
export const mappingFromForm = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be JSON, such as {"columns":{"capacity":{"column":"Q"}}}',
      });
      return z.NEVER;
    }
  })
  .pipe(importMappingSchema)
  .describe(
    'Which column is what, as JSON text; a remembered mapping of the same line of names counts where it is left out',
  );
