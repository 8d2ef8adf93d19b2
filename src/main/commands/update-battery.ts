/**
 * PATCH /batteries/{id} and PATCH /batteries: a changed nominal capacity or threshold moves the end of life, with it
 * every label, and what the report says of the rows.
 */
import type { Battery, UpdateBatteries, UpdateBattery } from '../../shared/contract/battery.ts';
import type { OutputOf } from '../../shared/contract/operations.ts';
import { changedRemarks } from '../../shared/contract/remarks.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { labelCycles } from '../../shared/domain/labels.ts';
import type { CellRows } from '../../stored-cells/read-cell-rows.ts';
import { explainCellFile } from '../files/explain-stored-file.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { Importer } from '../processes/importer.ts';
import type { BatteryChange, BatteryStore } from '../store/battery-store.ts';

export interface UpdateBatteryParts {
  readonly batteryStore: BatteryStore;
  readonly arrayFiles: Pick<ArrayFiles, 'readCapacity' | 'pathOf'>;
  readonly importer: Pick<Importer, 'judge'>;
  readonly now: () => string;
}

type Rows = Omit<CellRows, 'features'>;
type Facts = Omit<UpdateBattery, 'battery_id'>;

export const updateBattery =
  (parts: UpdateBatteryParts) =>
  async ({ battery_id: id, ...facts }: UpdateBattery): Promise<Battery> => {
    await change(parts, [id], facts);
    return getBattery(parts.batteryStore, id);
  };

export const updateBatteries =
  (parts: UpdateBatteryParts) =>
  async ({ battery_ids: ids, ...facts }: UpdateBatteries): Promise<OutputOf<'update-batteries'>> => {
    await change(parts, ids, facts);
    return { items: ids.map((id) => getBattery(parts.batteryStore, id)) };
  };

/** All or none. */
async function change(parts: UpdateBatteryParts, ids: readonly number[], facts: Facts): Promise<void> {
  const { batteryStore } = parts;
  const before = ids.map((id) => getBattery(batteryStore, id));
  if (facts.nominal_capacity === undefined && facts.end_of_life === undefined) {
    const same = before.map(
      (battery) => [battery.id, { ...storedOf(parts, battery), ...mergedOf(parts, battery, facts) }] as const,
    );
    batteryStore.changeBatteries(new Map(same));
    return;
  }
  const rows: Rows[] = [];
  for (const battery of before) rows.push(await readCapacity(parts, battery));
  const judged = await judge(
    parts,
    before.map((battery) => ({ ...battery, ...mergedOf(parts, battery, facts) })),
  );
  // Read again: another change may have been made meanwhile.
  const changes = ids.map((id, index) => {
    const battery = getBattery(batteryStore, id);
    const merged = mergedOf(parts, battery, facts);
    const own = rows[index];
    const end_of_life_cycle = own ? endOf(merged, own) : battery.end_of_life_cycle;
    return [id, { ...storedOf(parts, battery), ...judged.get(id), ...merged, end_of_life_cycle }] as const;
  });
  batteryStore.changeBatteries(new Map(changes));
}

/** What stays as it is unless it is judged anew. */
const storedOf = ({ batteryStore }: UpdateBatteryParts, battery: Battery) => ({
  quality: battery.quality,
  notes: [...batteryStore.findImportNotes(battery.id)],
  end_of_life_cycle: battery.end_of_life_cycle,
});

function mergedOf({ batteryStore, now }: UpdateBatteryParts, battery: Battery, facts: Facts) {
  const { name, manufacturer, chemistry, temperature, nominal_capacity, end_of_life } = battery;
  const given = Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Partial<typeof battery>;
  const isNominalKnown = facts.nominal_capacity !== undefined;
  return {
    ...{ name, manufacturer, chemistry, temperature, nominal_capacity, end_of_life },
    ...given,
    nominal_capacity_note: isNominalKnown ? null : batteryStore.findNominalCapacityNote(battery.id),
    ...changedRemarks(battery, facts),
    updated_at: changesFacts(facts) ? now() : battery.updated_at,
  };
}

/** What people write on a cell changes none of its labels: what was measured on it goes on counting. */
const changesFacts = ({ tags: _tags, comment: _comment, ...facts }: Facts): boolean =>
  Object.values(facts).some((value) => value !== undefined);

/** By id, of those that have a report. The process reads the rows itself: many cells are more than a message should be. */
async function judge(
  { batteryStore, importer, arrayFiles }: UpdateBatteryParts,
  batteries: readonly (Battery & Pick<BatteryChange, 'nominal_capacity_note'>)[],
): Promise<ReadonlyMap<number, Pick<BatteryChange, 'quality' | 'notes'>>> {
  const asked = batteries.flatMap(({ id, quality, ...battery }) => {
    if (!quality) return [];
    const { nominal_capacity, nominal_capacity_note, end_of_life } = battery;
    const path = arrayFiles.pathOf(battery.dataset_hash);
    const earlier_note = batteryStore.findNominalCapacityNote(id);
    return [
      { id, cell: { path, nominal_capacity, nominal_capacity_note, end_of_life, quality, earlier_note } },
    ];
  });
  if (asked.length === 0) return new Map();
  const judged = await importer.judge({ kind: 'judge', cells: asked.map(({ cell }) => cell) });
  return new Map(asked.flatMap(({ id }, index) => (judged[index] ? [[id, judged[index]] as const] : [])));
}

const endOf = (
  { nominal_capacity, end_of_life }: Pick<Battery, 'nominal_capacity' | 'end_of_life'>,
  rows: Rows,
): number | null =>
  labelCycles({ ...rows, nominalCapacityAh: nominal_capacity, endOfLife: end_of_life }).endOfLifeCycle;

async function readCapacity({ arrayFiles }: UpdateBatteryParts, battery: Battery): Promise<Rows> {
  try {
    return await arrayFiles.readCapacity(battery.dataset_hash);
  } catch (error) {
    throw explainCellFile(error, battery);
  }
}

function getBattery(batteryStore: BatteryStore, id: number): Battery {
  const battery = batteryStore.findBattery(id);
  if (!battery) throw notFound('Battery', id);
  return battery;
}
