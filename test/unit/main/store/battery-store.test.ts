import { beforeEach, describe, expect, it } from 'vitest';
import type { NewBattery } from '../../../../src/main/store/battery-row.ts';
import { type BatteryStore, createBatteryStore } from '../../../../src/main/store/battery-store.ts';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { batterySchema } from '../../../../src/shared/contract/battery.ts';

const newBattery = (number: number, facts: Partial<NewBattery> = {}): NewBattery => ({
  filename: `file-${number}.csv`,
  name: `Cell ${number}`,
  total_cycles: 100,
  nominal_capacity: 2,
  nominal_capacity_note: null,
  quality: null,
  manufacturer: null,
  chemistry: null,
  temperature: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  end_of_life: 0.8,
  end_of_life_cycle: 90,
  capacity_from: 'all',
  simulated: false,
  features: ['a', 'b'],
  dataset_hash: String(number).padStart(64, '0'),
  notes: ['something seen'],
  ...facts,
});

const everything = { page: 1, page_size: 20 };

describe('the battery store', () => {
  let store: BatteryStore;
  beforeEach(() => {
    store = createBatteryStore(openDatabase(':memory:'));
  });

  it('answers what was added, with the keys of the contract and no other', () => {
    const [added] = store.addBatteries([newBattery(1)]);
    expect(added?.wasThere).toBe(false);
    const battery = store.findBattery(1);
    expect(battery).toEqual(added?.battery);
    expect(batterySchema.strict().parse(battery)).toMatchObject({
      id: 1,
      features: ['a', 'b'],
      simulated: false,
    });
    expect(store.findBattery(2)).toBeUndefined();
  });

  it('the same cycles are answered as the battery that has them', () => {
    store.addBatteries([newBattery(1)]);
    const again = store.addBatteries([{ ...newBattery(2), dataset_hash: newBattery(1).dataset_hash }]);
    expect(again).toMatchObject([{ wasThere: true, battery: { id: 1, name: 'Cell 1' } }]);
    expect(store.listBatteries(everything).total).toBe(1);
  });

  it('adds all or none', () => {
    expect(() => store.addBatteries([newBattery(1), newBattery(2, { nominal_capacity: -1 })])).toThrow();
    expect(store.listBatteries(everything)).toEqual({ items: [], total: 0 });
  });

  it('ids of batteries and of their cycles are not given out again', () => {
    store.addBatteries([newBattery(1), newBattery(2, { total_cycles: 50 })]);
    expect([store.findFirstCycleId(1), store.findFirstCycleId(2)]).toEqual([1, 101]);
    store.deleteBattery(2);
    const [next] = store.addBatteries([newBattery(3)]);
    expect(next?.battery.id).toBe(3);
    expect(store.findFirstCycleId(3)).toBe(151);
  });

  it('lists newest first, in pages', () => {
    store.addBatteries([1, 2, 3].map((number) => newBattery(number)));
    expect(store.listBatteries({ page: 1, page_size: 2 })).toMatchObject({
      items: [{ id: 3 }, { id: 2 }],
      total: 3,
    });
    expect(store.listBatteries({ page: 2, page_size: 2 })).toMatchObject({ items: [{ id: 1 }], total: 3 });
    expect(store.listBatteries({ page: 3, page_size: 2 })).toEqual({ items: [], total: 3 });
  });

  it('filters by manufacturer, chemistry and a part of the name or file name, taken literally', () => {
    store.addBatteries([
      newBattery(1, { manufacturer: 'Lishen', chemistry: 'NMC' }),
      newBattery(2, { manufacturer: 'A123', chemistry: 'LFP', name: '100% charged' }),
      newBattery(3, { manufacturer: 'Lishen', chemistry: 'LFP' }),
    ]);
    const idsOf = (filter: object): number[] =>
      store.listBatteries({ ...everything, ...filter }).items.map(({ id }) => id);
    expect(idsOf({ manufacturer: 'lishen' })).toEqual([3, 1]);
    expect(idsOf({ manufacturer: 'Lishen', chemistry: 'LFP' })).toEqual([3]);
    expect(idsOf({ search: 'FILE-2' })).toEqual([2]);
    expect(idsOf({ search: '%' })).toEqual([2]);
    expect(idsOf({ search: 'file_' })).toEqual([]);
    expect(idsOf({ manufacturer: 'List' })).toEqual([]);
  });

  it('says in notes what follows from the facts, and no longer once they change', () => {
    store.addBatteries([newBattery(1, { end_of_life_cycle: null, nominal_capacity_note: 'a guess' })]);
    expect(store.findBattery(1)?.notes).toEqual([
      'a guess',
      'something seen',
      'End of life (SoH below 80 % for three cycles running) not reached in 100 cycles: RUL unknown.',
    ]);
    const remarks = { tags: ['rack 3'], comment: 'from the second batch' };
    const change = {
      ...newBattery(1),
      ...remarks,
      nominal_capacity: 3,
      updated_at: '2026-01-02T00:00:00.000Z',
    };
    store.changeBatteries(new Map([[1, change]]));
    expect(store.findBattery(1)).toMatchObject({
      nominal_capacity: 3,
      end_of_life_cycle: 90,
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-02T00:00:00.000Z',
      notes: ['something seen'],
      ...remarks,
    });
  });
});
