/** What an import says of a cell, before it is stored and after. */
import { z } from 'zod';
import { capacityFromSchema } from './battery.ts';

export const importedCellFacts = {
  total_cycles: z.int().min(1),
  features: z.array(z.string()),
  nominal_capacity: z.number().describe('Ah'),
  nominal_capacity_note: z.string().nullable().describe('Said when the capacity is a guess'),
  end_of_life: z.number(),
  end_of_life_cycle: z.int().nullable(),
  capacity_from: capacityFromSchema,
};
