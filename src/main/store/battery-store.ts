/** The rows of batteries. Their cycles lie in files beside the database, named by `dataset_hash`. */
import type { Battery } from '../../shared/contract/battery.ts';
import type { Remarks } from '../../shared/contract/remarks.ts';
import { type NewBattery, readBatteryRow, writeBatteryRow } from './battery-row.ts';

/** What a change sets; everything, so that a reader of the store need not merge. */
export type BatteryChange = Pick<
  NewBattery,
  | 'name'
  | 'manufacturer'
  | 'chemistry'
  | 'temperature'
  | 'nominal_capacity'
  | 'nominal_capacity_note'
  | 'end_of_life'
  | 'end_of_life_cycle'
  | 'quality'
  | 'notes'
  | 'updated_at'
> &
  Remarks;
import type { Database } from './open-database.ts';

interface BatteryFilter {
  readonly page: number;
  readonly page_size: number;
  readonly manufacturer?: string | undefined;
  readonly chemistry?: string | undefined;
  readonly search?: string | undefined;
}

export interface AddedBattery {
  readonly battery: Battery;
  /** Its cycles were there already under this battery; nothing was added. */
  readonly wasThere: boolean;
}

export interface BatteryStore {
  findBattery(id: number): Battery | undefined;
  /** The stored note on a guessed nominal capacity. */
  findNominalCapacityNote(id: number): string | null;
  /** Null where it has no curves, or their hash is not known yet. */
  findCurvesHash(id: number): string | null;
  /** Row n (from 0) of the battery has the cycle id `findFirstCycleId + n`. */
  findFirstCycleId(id: number): number | undefined;
  /** Newest first. */
  listBatteries(filter: BatteryFilter): { readonly items: readonly Battery[]; readonly total: number };
  /** Simulated samples by their file names. */
  listSimulatedBatteries(): readonly Battery[];
  listDatasetHashes(): readonly string[];
  /** Of every battery, by id. */
  listLabels(): ReadonlyMap<number, Pick<Battery, 'nominal_capacity' | 'end_of_life' | 'capacity_from'>>;
  /** All or none. A battery whose cycles are stored already is answered as it stands. */
  addBatteries(batteries: readonly NewBattery[]): readonly AddedBattery[];
  /** Under its earlier id, unless another has it meanwhile. */
  takeInBattery(battery: NewBattery, earlierId: number | null): AddedBattery;
  /** All or none; by id. */
  changeBatteries(changes: ReadonlyMap<number, BatteryChange>): void;
  /** Those of the import, without what follows from the facts. */
  findImportNotes(id: number): readonly string[];
  deleteBattery(id: number): void;
}

/** Part of a pattern for LIKE, taken literally. */
const literally = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const filterSql = `WHERE (@manufacturer IS NULL OR manufacturer = @manufacturer COLLATE NOCASE)
  AND (@chemistry IS NULL OR chemistry = @chemistry COLLATE NOCASE)
  AND (@pattern IS NULL OR name LIKE @pattern ESCAPE '\\' OR filename LIKE @pattern ESCAPE '\\'
    OR tags LIKE @pattern ESCAPE '\\' OR comment LIKE @pattern ESCAPE '\\')`;

export function createBatteryStore(db: Database): BatteryStore {
  const byId = db.prepare('SELECT * FROM batteries WHERE id = ?');
  const noteById = db
    .prepare<[number], string | null>('SELECT nominal_capacity_note FROM batteries WHERE id = ?')
    .pluck();
  const curvesHash = db
    .prepare<[number], string | null>('SELECT curves_hash FROM batteries WHERE id = ?')
    .pluck();
  const firstCycleId = db
    .prepare<[number], number>('SELECT first_cycle_id FROM batteries WHERE id = ?')
    .pluck();
  const simulated = db.prepare('SELECT * FROM batteries WHERE simulated = 1 ORDER BY id');
  const hashes = db.prepare<[], string>('SELECT dataset_hash FROM batteries').pluck();
  const remove = db.prepare('DELETE FROM batteries WHERE id = ?');
  const add = batteryAdder(db);
  return {
    findBattery: (id) => {
      const row = byId.get(id);
      return row === undefined ? undefined : readBatteryRow(row);
    },
    findNominalCapacityNote: (id) => noteById.get(id) ?? null,
    findCurvesHash: (id) => curvesHash.get(id) ?? null,
    findFirstCycleId: (id) => firstCycleId.get(id),
    listBatteries: batteryLister(db),
    listSimulatedBatteries: () => simulated.all().map(readBatteryRow),
    listLabels: labelReader(db),
    listDatasetHashes: () => hashes.all(),
    addBatteries: db.transaction((batteries: readonly NewBattery[]) =>
      batteries.map((battery) => add(battery, null)),
    ),
    takeInBattery: db.transaction(add),
    ...batteryChanger(db),
    deleteBattery: (id) => void remove.run(id),
  };
}

function batteryChanger(db: Database): Pick<BatteryStore, 'findImportNotes' | 'changeBatteries'> {
  const importNotes = db.prepare<[number], string>('SELECT notes FROM batteries WHERE id = ?').pluck();
  const change =
    db.prepare(`UPDATE batteries SET name = @name, manufacturer = @manufacturer, chemistry = @chemistry, temperature = @temperature,
    nominal_capacity = @nominal_capacity, nominal_capacity_note = @nominal_capacity_note, end_of_life = @end_of_life,
    end_of_life_cycle = @end_of_life_cycle, quality = @quality, notes = @notes, tags = @tags, comment = @comment, updated_at = @updated_at WHERE id = @id`);
  return {
    findImportNotes: (id) => JSON.parse(importNotes.get(id) ?? '[]') as string[],
    changeBatteries: db.transaction((changes: ReadonlyMap<number, BatteryChange>) => {
      for (const [id, { quality, notes, tags, ...facts }] of changes) {
        const texts = {
          quality: quality && JSON.stringify(quality),
          notes: JSON.stringify(notes),
          tags: JSON.stringify(tags),
        };
        change.run({ ...facts, ...texts, id });
      }
    }),
  };
}

function batteryLister(db: Database): BatteryStore['listBatteries'] {
  const page = db.prepare(
    `SELECT * FROM batteries ${filterSql} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<[object], number>(`SELECT count(*) FROM batteries ${filterSql}`).pluck();
  return ({ page: pageNumber, page_size: limit, manufacturer, chemistry, search }) => {
    const parameters = {
      manufacturer: manufacturer ?? null,
      chemistry: chemistry ?? null,
      pattern: search === undefined ? null : literally(search),
    };
    const items = page.all({ ...parameters, limit, offset: (pageNumber - 1) * limit }).map(readBatteryRow);
    return { items, total: count.get(parameters) ?? 0 };
  };
}

function batteryAdder(db: Database): BatteryStore['takeInBattery'] {
  const byHash = db.prepare('SELECT * FROM batteries WHERE dataset_hash = ?');
  const byId = db.prepare('SELECT * FROM batteries WHERE id = ?');
  const reserve = db
    .prepare<[number, number], number>('UPDATE cycle_ids SET next_id = next_id + ? RETURNING next_id - ?')
    .pluck();
  const insert = db.prepare(`INSERT INTO batteries (id, filename, name, total_cycles, nominal_capacity,
    nominal_capacity_note, manufacturer, chemistry, created_at, updated_at, end_of_life, end_of_life_cycle, simulated,
    features, notes, quality, dataset_hash, first_cycle_id, curves_hash, capacity_from, temperature) VALUES (@id, @filename, @name, @total_cycles, @nominal_capacity,
    @nominal_capacity_note, @manufacturer, @chemistry, @created_at, @updated_at, @end_of_life, @end_of_life_cycle,
    @simulated, @features, @notes, @quality, @dataset_hash, @first_cycle_id, @curves_hash, @capacity_from, @temperature)`);
  return (battery, earlierId) => {
    const existing = byHash.get(battery.dataset_hash);
    if (existing !== undefined) return { battery: readBatteryRow(existing), wasThere: true };
    const first_cycle_id = reserve.get(battery.total_cycles, battery.total_cycles);
    const id = earlierId !== null && byId.get(earlierId) === undefined ? earlierId : null;
    const { lastInsertRowid } = insert.run({ id, ...writeBatteryRow(battery), first_cycle_id });
    return { battery: readBatteryRow(byId.get(lastInsertRowid)), wasThere: false };
  };
}

function labelReader(db: Database): BatteryStore['listLabels'] {
  const labels = db.prepare<[], Pick<Battery, 'id' | 'nominal_capacity' | 'end_of_life' | 'capacity_from'>>(
    'SELECT id, nominal_capacity, end_of_life, capacity_from FROM batteries',
  );
  return () => new Map(labels.all().map(({ id, ...ofCell }) => [id, ofCell] as const));
}
