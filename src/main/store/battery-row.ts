/** Between a row of `batteries` and a Battery. */
import { z } from 'zod';
import { type Battery, batterySchema } from '../../shared/contract/battery.ts';
import { kindOfEntry, qualityEntrySchema, qualitySchema } from '../../shared/contract/quality.ts';
import type { Remarks } from '../../shared/contract/remarks.ts';
import { endOfLifeNotes } from '../../shared/domain/battery-notes.ts';
import { jsonOf } from './json-column.ts';

/** Notes: those of the import; what follows from the facts is not stored. */
export type NewBattery = Omit<Battery, 'id' | keyof Remarks> & {
  /** Said as long as the nominal capacity is a guess. */
  readonly nominal_capacity_note: string | null;
  /** SHA-256 of the file of its curves; null where there is none, or it is not known. */
  readonly curves_hash?: string | null;
};

/** Reports of earlier versions say no kind of an entry; it follows from what they say. */
const storedQualitySchema = qualitySchema.extend({
  entries: z.array(
    qualityEntrySchema.omit({ kind: true }).transform((entry) => ({ ...entry, kind: kindOfEntry(entry) })),
  ),
});

const batteryRowSchema = batterySchema.omit({ notes: true, features: true, simulated: true }).extend({
  simulated: z.literal([0, 1]),
  features: jsonOf(z.array(z.string())),
  notes: jsonOf(z.array(z.string())),
  tags: jsonOf(z.array(z.string())),
  quality: jsonOf(storedQualitySchema).nullable(),
  nominal_capacity_note: z.string().nullable(),
});

/** The keys of the contract, in its order; notes that follow from the facts are added to the stored ones. */
export function readBatteryRow(row: unknown): Battery {
  const {
    nominal_capacity_note: capacityNote,
    notes,
    quality,
    features,
    simulated,
    ...facts
  } = batteryRowSchema.parse(row);
  const { dataset_hash, ...others } = facts;
  return {
    ...others,
    simulated: simulated === 1,
    features,
    dataset_hash,
    notes: [...(capacityNote === null ? [] : [capacityNote]), ...notes, ...endOfLifeNotes(facts)],
    quality,
  };
}

export function writeBatteryRow(battery: NewBattery) {
  return {
    ...battery,
    simulated: battery.simulated ? 1 : 0,
    features: JSON.stringify(battery.features),
    notes: JSON.stringify(battery.notes),
    curves_hash: battery.curves_hash ?? null,
    quality: battery.quality === null ? null : JSON.stringify(battery.quality),
  };
}
