import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCellArrays } from '../../../../src/learning/files/cell-arrays.ts';
import {
  type Battery,
  batteryCycleListSchema,
  batterySchema,
} from '../../../../src/shared/contract/battery.ts';
import { type BatteryParts, createBatteryParts } from '../../../support/battery-parts.ts';
import { nothingKnown, sweepFolder } from '../../../support/sweep.ts';

const everything = { page: 1, page_size: 20 };
/** Capacity 2.0 Ah, then 0.01 Ah less each cycle; below 1.6 Ah from cycle 42 on. */
const fadingCell = (cycleCount: number): string => {
  const rows = Array.from(
    { length: cycleCount },
    (_, row) => `${row + 1},${(2 - row / 100).toFixed(2)},${row}`,
  );
  return ['cycle,capacity,ir', ...rows].join('\n');
};

const asBattery = (answer: unknown): Battery => batterySchema.parse(answer);

describe('battery operations', () => {
  let parts: BatteryParts;
  beforeAll(async () => {
    parts = await createBatteryParts();
  });
  afterAll(() => parts.close());
  const arrayFileNames = (): Promise<string[]> => readdir(join(parts.dataDir, 'arrays'));
  const cyclesOf = (id: number, query = {}) =>
    parts.queries['list-battery-cycles']({ battery_id: id, ...everything, curves: true, ...query });

  it('import answers the battery, named by its file, with its end of life and what was assumed', async () => {
    const answer = asBattery(await parts.upload('C:\\lab\\cell 7.csv', fadingCell(50)));
    expect(answer).toMatchObject({
      id: 1,
      filename: 'cell 7.csv',
      name: 'cell 7',
      total_cycles: 50,
      nominal_capacity: 2,
      end_of_life: 0.8,
      end_of_life_cycle: 42,
      simulated: false,
      features: ['ir'],
      manufacturer: null,
      chemistry: null,
    });
    expect(answer.notes).toEqual([expect.stringContaining('2 Ah assumed')]);
    expect(await parts.queries['get-battery']({ battery_id: 1 })).toEqual(answer);
    expect(await arrayFileNames()).toEqual([`${answer.dataset_hash}.safetensors`]);
  });

  it('the file it leaves is what a trainer reads', async () => {
    const battery = asBattery(await parts.queries['get-battery']({ battery_id: 1 }));
    const cell = {
      battery_id: 1,
      name: battery.name,
      dataset_hash: battery.dataset_hash,
      nominal_capacity_ah: 2,
      end_of_life: 0.8,
      capacity_from: 'all' as const,
      feature_names: battery.features,
      simulated: false,
    };
    const bytes = await readFile(parts.arrayFiles.pathOf(battery.dataset_hash));
    expect(readCellArrays(bytes, cell).capacityAh).toHaveLength(50);
  });

  it('the fields of the form are taken', async () => {
    const fields = {
      name: 'Mine',
      manufacturer: 'Lishen',
      chemistry: 'NMC',
      nominal_capacity: '2.5',
      end_of_life: '0.7',
    };
    expect(await parts.upload('x.csv', fadingCell(60), fields)).toMatchObject({
      ...fields,
      id: 2,
      nominal_capacity: 2.5,
      end_of_life: 0.7,
      end_of_life_cycle: 27,
      notes: [],
    });
  });

  it('the same cycles again are answered as the battery that has them, which is said', async () => {
    const again = asBattery(await parts.upload('other name.csv', fadingCell(50)));
    expect(again).toMatchObject({ id: 1, name: 'cell 7' });
    expect(again.notes[0]).toBe(
      'The same cycles were imported before, as this battery (ID 1); nothing was added or changed.',
    );
    expect((await parts.queries['list-batteries'](everything)).meta.total).toBe(2);
    expect(await arrayFileNames()).toHaveLength(2);
  });

  it('several cells in one file are several batteries; a refused file stores none of them', async () => {
    const refused = parts.upload('two.csv', 'cell,cycle,capacity\nA,1,2\nB,1,0\n');
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_FILE_FORMAT' });
    expect(await arrayFileNames()).toHaveLength(2);
    const answer = await parts.upload('two.csv', 'cell,cycle,capacity\nA,1,2\nB,1,1.9\n');
    expect(answer).toMatchObject({ items: [{ name: 'two A' }, { name: 'two B' }] });
    expect(await arrayFileNames()).toHaveLength(4);
  });

  it('cells whose rows find no room leave no file either', async () => {
    const before = await arrayFileNames();
    parts.database.exec(
      `CREATE TRIGGER no_room BEFORE INSERT ON batteries WHEN NEW.name LIKE '%second'
      BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    const rows = ['cell,cycle,capacity', 'first,1,1.71', 'first,2,1.7', 'second,1,1.69', 'second,2,1.68'];
    await expect(parts.upload('late.csv', rows.join('\n'))).rejects.toThrow('no room');
    parts.database.exec('DROP TRIGGER no_room');
    expect(await arrayFileNames()).toEqual(before);
  });

  it('uploads at the same time do not disturb each other', async () => {
    const other = await createBatteryParts();
    try {
      const counts = [51, 52, 53, 51];
      const answers = await Promise.all(
        counts.map((count) => other.upload(`${count}.csv`, fadingCell(count))),
      );
      expect(answers.map((answer) => asBattery(answer).total_cycles)).toEqual(counts);
      expect(other.batteryStore.listDatasetHashes()).toHaveLength(3);
      expect(await readdir(join(other.dataDir, 'arrays'))).toHaveLength(3);
    } finally {
      await other.close();
    }
  });

  it('cycles come in pages, with labels and ids that stay', async () => {
    const list = batteryCycleListSchema.parse(await cyclesOf(1, { page: 3 }));
    expect(list.meta).toEqual({ page: 3, page_size: 20, total: 50, total_pages: 3 });
    expect(list.items).toHaveLength(10);
    expect(list.items[0]).toEqual({
      id: 41,
      time: [],
      battery_id: 1,
      cycle_index: 41,
      voltage: [],
      current: [],
      temperature: [],
      soh: 0.8,
      rul: 1,
      capacity: 1.6,
      features: { ir: 40 },
    });
    expect(list.items[1]?.rul).toBe(0);
    expect(list.items[9]?.rul).toBe(0);
    expect((await cyclesOf(2)).items[0]?.id).toBe(51);
    expect((await cyclesOf(1, { page: 4 })).items).toEqual([]);
  });

  it('one cycle can be asked for', async () => {
    const { items, meta } = await cyclesOf(1, { cycle_index: 42 });
    expect(items).toMatchObject([{ id: 42, cycle_index: 42 }]);
    expect(meta.total).toBe(1);
    expect(await cyclesOf(1, { cycle_index: 51 })).toEqual({
      items: [],
      meta: { page: 1, page_size: 20, total: 0, total_pages: 0 },
    });
  });

  it('a missing feature and an unknown RUL are null', async () => {
    const { id } = asBattery(await parts.upload('gap.csv', 'cycle,capacity,ir\n5,2,inf\n6,1.9,3\n'));
    const { items } = await cyclesOf(id);
    expect(items).toMatchObject([
      { cycle_index: 5, rul: null, features: { ir: null } },
      { cycle_index: 6, rul: null, features: { ir: 3 } },
    ]);
  });

  it('a changed nominal capacity or threshold moves the end of life, the labels and the notes', async () => {
    const later = await parts.commands['update-battery']({ battery_id: 1, nominal_capacity: 1.85 });
    expect(later).toMatchObject({ nominal_capacity: 1.85, end_of_life_cycle: null });
    expect(later.notes).toEqual([expect.stringContaining('not reached in 50 cycles')]);
    const { items } = await cyclesOf(1);
    expect(items[0]).toMatchObject({ soh: 2 / 1.85, rul: null });
    const sooner = await parts.commands['update-battery']({ battery_id: 1, end_of_life: 0.9 });
    expect(sooner).toMatchObject({
      nominal_capacity: 1.85,
      end_of_life: 0.9,
      end_of_life_cycle: 35,
      notes: [],
    });
    expect((await cyclesOf(1)).items[0]?.rul).toBe(34);
  });

  it('other facts change without touching the labels, and null takes them away', async () => {
    const before = await parts.queries['get-battery']({ battery_id: 2 });
    const after = await parts.commands['update-battery']({ battery_id: 2, name: 'Renamed', chemistry: null });
    const { updated_at } = after;
    expect(after).toEqual({ ...before, name: 'Renamed', chemistry: null, updated_at });
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(before.updated_at));
  });

  it('a battery that a job needs is not deleted', async () => {
    parts.usedBatteries.add(2);
    await expect(parts.commands['delete-battery']({ battery_id: 2 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect(parts.batteryStore.findBattery(2)).toBeDefined();
    parts.usedBatteries.delete(2);
  });

  it('a deleted battery is gone with its file', async () => {
    const { dataset_hash } = await parts.queries['get-battery']({ battery_id: 2 });
    expect(await parts.commands['delete-battery']({ battery_id: 2 })).toBeNull();
    expect(await arrayFileNames()).not.toContain(`${dataset_hash}.safetensors`);
    const missing = { code: 'RESOURCE_NOT_FOUND', message: 'Battery with ID 2 not found' };
    await expect(parts.commands['delete-battery']({ battery_id: 2 })).rejects.toMatchObject(missing);
    await expect(parts.commands['update-battery']({ battery_id: 2 })).rejects.toMatchObject(missing);
    await expect(cyclesOf(2)).rejects.toMatchObject(missing);
  });

  it('a file that somebody removed is told in words', async () => {
    const { dataset_hash } = await parts.queries['get-battery']({ battery_id: 1 });
    await rm(parts.arrayFiles.pathOf(dataset_hash));
    await expect(cyclesOf(1)).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
      message: expect.stringContaining('import its file again'),
    });
  });

  it('files that no battery names are cleared away', async () => {
    const known = parts.batteryStore.listDatasetHashes();
    await sweepFolder(parts.dataDir, { ...nothingKnown, datasetHashes: known.slice(1) });
    expect(await arrayFileNames()).not.toContain(`${known[0]!}.safetensors`);
  });
});

describe('the samples', () => {
  let parts: BatteryParts;
  beforeAll(async () => {
    parts = await createBatteryParts();
  });
  afterAll(() => parts.close());

  it('say that they are simulated, wherever they show', async () => {
    const { items } = await parts.commands['create-sample-batteries']({});
    expect(items.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const battery of items) {
      expect(batterySchema.parse(battery)).toMatchObject({ simulated: true, chemistry: 'simulated' });
      expect(battery.name).toMatch(/^Simulated cell [A-F]$/);
      expect(battery.notes.join()).toContain('Simulated: no measured cell');
      expect(battery.features).toHaveLength(16);
    }
  });

  it('are there once, however often they are asked for, and come back when deleted', async () => {
    const first = await parts.commands['create-sample-batteries']({});
    expect(await parts.commands['create-sample-batteries']({})).toEqual(first);
    await parts.commands['delete-battery']({ battery_id: 3 });
    const both = await Promise.all([
      parts.commands['create-sample-batteries']({}),
      parts.commands['create-sample-batteries']({}),
    ]);
    for (const { items } of both) expect(items.map(({ id }) => id)).toEqual([1, 2, 7, 4, 5, 6]);
  });
});

describe('editing later', () => {
  let parts: BatteryParts;
  beforeAll(async () => {
    parts = await createBatteryParts();
  });
  afterAll(() => parts.close());
  const codesOf = ({ quality }: Battery): readonly string[] => quality?.entries.map(({ code }) => code) ?? [];
  const get = async (id: number): Promise<Battery> =>
    asBattery(await parts.queries['get-battery']({ battery_id: id }));

  it('says the report anew: the guess is gone, and what the rows tell of the new capacity stands there', async () => {
    const imported = asBattery(await parts.upload('a.csv', fadingCell(50).replace('5,1.96,', '5,1.5,')));
    expect(codesOf(imported)).toContain('nominal_assumed');
    expect(codesOf(imported)).not.toContain('censored');
    const changed = await parts.commands['update-battery']({
      battery_id: imported.id,
      nominal_capacity: 1.5,
    });
    expect(codesOf(changed)).not.toContain('nominal_assumed');
    expect(codesOf(changed)).toEqual(
      expect.arrayContaining(['capacity_dip', 'capacity_impossible', 'censored']),
    );
    expect(changed.quality?.units['nominal_capacity']).toEqual({ unit: 'Ah', assumed: false });
    expect(changed.notes.join(' ')).not.toContain('assumed');
    expect(changed.notes.join(' ')).toContain('Impossible capacity');
    expect(await get(imported.id)).toEqual(changed);
    const back = await parts.commands['update-battery']({ battery_id: imported.id, nominal_capacity: 2 });
    expect(codesOf(back)).toEqual(codesOf(imported).filter((code) => code !== 'nominal_assumed'));
  });

  it('keeps what the file told, and the words on rows that count as cycles name the new distance to the end', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `${(2 - row / 200).toFixed(3)},${row}`);
    const imported = asBattery(await parts.upload('b.csv', ['capacity,soh', ...rows].join('\n')));
    const wordsOf = ({ quality }: Battery, code: string) =>
      quality?.entries.filter((entry) => entry.code === code).map(({ message }) => message);
    expect(wordsOf(imported, 'rows_may_not_be_cycles')?.[0]).toContain('stands at 85.3 %');
    const changed = await parts.commands['update-battery']({ battery_id: imported.id, end_of_life: 0.5 });
    expect(wordsOf(changed, 'rows_may_not_be_cycles')).toHaveLength(1);
    expect(wordsOf(changed, 'rows_may_not_be_cycles')?.[0]).not.toContain('stands at');
    expect(wordsOf(changed, 'column_left_out')).toEqual(wordsOf(imported, 'column_left_out'));
    expect(codesOf(changed)).toContain('nominal_assumed');
  });

  it('changes many at once, all or none', async () => {
    const change = { nominal_capacity: 2.5, chemistry: 'NMC', temperature: 25 };
    const { items } = await parts.commands['update-batteries']({ battery_ids: [2, 1], ...change });
    expect(items).toMatchObject([
      { id: 2, ...change },
      { id: 1, ...change },
    ]);
    const none = parts.commands['update-batteries']({ battery_ids: [1, 99], chemistry: null });
    await expect(none).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
    expect(await get(1)).toMatchObject(change);
  });
});
