/** Cells (batteries) with their cycles. SoH = capacity / nominal capacity; RUL = cycles left to the sustained crossing. */
import { z } from 'zod';
import { remarks, remarksToChange } from './remarks.ts';
import { oneFileInWords } from './formats.ts';
import { mappingFromForm } from './import-mapping.ts';
import { nameSchema, onlyPlain } from './plain-text.ts';
import {
  idFromPath,
  idSchema,
  listOf,
  pageQuery,
  timestampSchema,
  wholeNumberFromQuery,
} from './pagination.ts';
import { qualitySchema, repairNameSchema } from './quality.ts';

const nominalCapacitySchema = z
  .number()
  .gt(0)
  .max(100_000)
  // So small a one makes an SoH that no number can hold.
  .refine((capacity) => capacity <= 0 || capacity >= 1e-9, 'must be at least 1e-9')
  .describe('Nominal capacity in Ah');
const endOfLifeSchema = z
  .number()
  .gt(0)
  .lt(1)
  .describe('SoH below which the cell counts as spent; 0.8 unless said otherwise');

export const capacityFromSchema = z
  .enum(['all', 'check_ups'])
  .describe('Which cycles tell the capacity: all, or the check-ups among shallow cycles');

const temperatureSchema = z
  .number()
  .min(-100)
  .max(200)
  .describe('Degrees Celsius at which it was cycled; null: not known');

export const batterySchema = z.object({
  id: idSchema,
  filename: z.string(),
  name: z.string(),
  total_cycles: z.int(),
  nominal_capacity: z.number().describe('Ah'),
  manufacturer: z.string().nullable(),
  chemistry: z.string().nullable(),
  temperature: temperatureSchema.nullable(),
  created_at: timestampSchema,
  updated_at: timestampSchema,
  end_of_life: z.number(),
  end_of_life_cycle: z
    .int()
    .nullable()
    .describe('Cycle of the sustained crossing; null: it never gets there'),
  capacity_from: capacityFromSchema,
  simulated: z.boolean().describe('True for the built-in samples: no measured cell stands behind them'),
  features: z.array(z.string()).describe('Feature columns per cycle'),
  dataset_hash: z.string().describe('SHA-256 of the cell’s arrays'),
  notes: z.array(z.string()).describe('What the import noticed, assumed or left out, in words'),
  quality: qualitySchema
    .nullable()
    .describe('The import’s report; null for a cell imported by an older version'),
  ...remarks,
});
export type Battery = z.infer<typeof batterySchema>;

export const listBatteriesSchema = z.strictObject({
  ...pageQuery(20),
  manufacturer: z.string().superRefine(onlyPlain).optional(),
  chemistry: z.string().superRefine(onlyPlain).optional(),
  search: z
    .string()
    .superRefine(onlyPlain)
    .optional()
    .describe('Part of the name, file name, a tag or the comment'),
});
export const batteryListSchema = listOf(batterySchema);
export const batteryIdSchema = z.strictObject({ battery_id: idFromPath });

const numberFromForm = z
  .union([z.number(), z.string()])
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value));

/** The fields of the multipart upload; `file` is the upload itself, already on disk when this is checked. */
export const importBatterySchema = z.strictObject({
  file: z
    .object({ path: z.string(), filename: z.string().superRefine(onlyPlain) })
    .describe(`The data file: ${oneFileInWords()}`),
  manufacturer: nameSchema.nullable().default(null),
  chemistry: nameSchema.nullable().default(null),
  nominal_capacity: numberFromForm.pipe(nominalCapacitySchema).nullable().default(null),
  end_of_life: numberFromForm.pipe(endOfLifeSchema).nullable().default(null),
  temperature: numberFromForm.pipe(temperatureSchema).nullable().default(null),
  name: nameSchema.nullable().default(null),
  skip_repairs: z
    .union([z.array(z.string()), z.string()])
    .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()))
    .pipe(z.array(repairNameSchema))
    .default([])
    .describe('Repairs that shall not be made, several separated by commas'),
  mapping: mappingFromForm.nullable().default(null),
});
export type ImportBattery = z.infer<typeof importBatterySchema>;

/** What may be said of a cell later, one or many. */
const changeShape = {
  manufacturer: nameSchema.nullable().optional(),
  chemistry: nameSchema.nullable().optional(),
  temperature: temperatureSchema.nullable().optional(),
  nominal_capacity: nominalCapacitySchema.optional(),
  end_of_life: endOfLifeSchema.optional(),
};

export const updateBatterySchema = z.strictObject({
  battery_id: idFromPath,
  name: nameSchema.optional(),
  ...changeShape,
  ...remarksToChange,
});
export type UpdateBattery = z.infer<typeof updateBatterySchema>;

/** As many as a page lists. */
const mostAtOnce = 100;

export const updateBatteriesSchema = z.strictObject({
  battery_ids: z
    .array(idSchema)
    .min(1)
    .max(mostAtOnce)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name a battery twice'),
  ...changeShape,
});
export type UpdateBatteries = z.infer<typeof updateBatteriesSchema>;

export const listBatteryCyclesSchema = z.strictObject({
  battery_id: idFromPath,
  ...pageQuery(20),
  cycle_index: wholeNumberFromQuery.pipe(z.int()).optional().describe('Only this cycle'),
  curves: z
    .union([z.boolean(), z.enum(['true', 'false'])])
    .transform((value) => value === true || value === 'true')
    .pipe(z.boolean())
    .default(true)
    .describe(
      'false: `time`, `voltage`, `current` and `temperature` stay empty, so that a long list is small',
    ),
});
export const batteryCycleSchema = z.object({
  id: idSchema,
  battery_id: idSchema,
  cycle_index: z.int(),
  time: z.array(z.number()).describe('s from the start of the cycle; empty where the file brought no curves'),
  voltage: z.array(z.number()).describe('V; empty where the file brought no curves'),
  current: z.array(z.number()).describe('A'),
  temperature: z.array(z.number()).describe('degrees Celsius'),
  soh: z.number().nullable(),
  rul: z.int().nullable().describe('Cycles; null where the cell never reaches its end'),
  capacity: z.number().nullable().describe('Ah'),
  features: z.record(z.string(), z.number().nullable()),
});
export type BatteryCycle = z.infer<typeof batteryCycleSchema>;
export const batteryCycleListSchema = listOf(batteryCycleSchema);
export const batteryItemsSchema = z.object({ items: z.array(batterySchema) });
