/** What an import found in a file, cell by cell, before anything trains on it. Nothing is repaired without an entry. */
import { z } from 'zod';
import { type ContentName, contentWords } from './formats.ts';

/** Each can be switched off for an import; without one that it cannot do without, the file is refused with the place. */
export const repairNameSchema = z.enum([
  'drop_rows_without_capacity',
  'drop_rows_without_cycle',
  'drop_repeated_cycles',
  'sort_cycles',
  'blank_non_finite_values',
  'drop_samples_without_numbers',
  'sort_time',
  'flip_current_sign',
  'drop_cut_rows',
  'join_parts',
  'drop_unfinished_cycle',
  'use_check_ups',
]);
export type RepairName = z.infer<typeof repairNameSchema>;

/** What a line of the report asks of its reader. */
const entryKinds = ['mend', 'look', 'note'] as const;
export type EntryKind = (typeof entryKinds)[number];

export const qualityEntrySchema = z.object({
  code: z.enum([
    'rows_dropped',
    'cycles_reordered',
    'cycles_repeated',
    'cycles_missing',
    'rows_may_not_be_cycles',
    'non_finite_values',
    'time_not_monotonic',
    'current_sign_swapped',
    'capacity_jump',
    'capacity_dip',
    'capacity_spike',
    'capacity_interpolated',
    'capacity_impossible',
    'capacity_rises',
    'capacity_integrated',
    'capacity_differs',
    'capacity_checked',
    'energy_differs',
    'check_ups',
    'starts_below_end_of_life',
    'censored',
    'short_life',
    'unit_assumed',
    'column_left_out',
    'steps_left_out',
    'nominal_assumed',
    'other',
  ]),
  severity: z.enum(['info', 'warning']),
  kind: z
    .enum(entryKinds)
    .describe(
      '`mend`: the labels are likely wrong until somebody answers it; `look`: a warning; `note`: good to know',
    ),
  message: z.string().describe('In words, with the place'),
  count: z.int().min(0).describe('Rows, cycles or samples concerned'),
  cycles: z.array(z.int()).max(20).describe('The first cycles concerned; empty where it concerns the file'),
  repair: repairNameSchema.nullable().describe('The repair that was made for it; null: kept as measured'),
});
export type QualityEntry = z.infer<typeof qualityEntrySchema>;

/** Labels rest on what these say. */
const mendNow: readonly QualityEntry['code'][] = [
  'nominal_assumed',
  'starts_below_end_of_life',
  'capacity_impossible',
  'capacity_differs',
];

export function kindOfEntry({ code, severity }: Pick<QualityEntry, 'code' | 'severity'>): EntryKind {
  if (severity === 'info') return 'note';
  return mendNow.includes(code) ? 'mend' : 'look';
}

export const qualitySchema = z.object({
  format: z.enum(Object.keys(contentWords) as ContentName[]),
  rows_found: z.int().describe('Rows of a table, samples of raw curves'),
  cycles_found: z.int(),
  cycles_kept: z.int(),
  units: z
    .record(z.string(), z.object({ unit: z.string(), assumed: z.boolean() }))
    .describe('By quantity, e.g. capacity: Ah, assumed where neither name nor file says it'),
  skipped_repairs: z.array(repairNameSchema).describe('Switched off for this import'),
  entries: z.array(qualityEntrySchema),
});
export type Quality = z.infer<typeof qualitySchema>;
