import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batterySchema } from '../../../../src/shared/contract/battery.ts';
import { type BatteryParts, createBatteryParts } from '../../../support/battery-parts.ts';
import { knownTo, nothingKnown, sweepFolder } from '../../../support/sweep.ts';
import { madeUpSamples, type Sample, samplesAsCsv } from '../../../support/raw-samples.ts';
import { withinMs } from '../../../support/time-factor.ts';

const samples = madeUpSamples(60);
const columns = {
  cycle: ({ cycle }: Sample) => cycle,
  'time (s)': ({ time }: Sample) => time,
  'voltage (V)': ({ voltage }: Sample) => voltage.toFixed(4),
  'current (A)': ({ current }: Sample) => current.toFixed(4),
};

describe('the curves of a battery', () => {
  let parts: BatteryParts;
  beforeAll(async () => {
    parts = await createBatteryParts();
  });
  afterAll(() => parts.close());
  const names = (): Promise<string[]> => readdir(join(parts.dataDir, 'arrays'));
  const cycles = (query: { readonly page: number; readonly page_size: number; readonly curves: boolean }) =>
    parts.queries['list-battery-cycles']({ battery_id: 1, ...query });

  it('come with the pages of its cycles, as they were measured', async () => {
    const battery = batterySchema.parse(await parts.upload('samples.csv', samplesAsCsv(samples, columns)));
    expect(battery.quality).toMatchObject({ format: 'csv_time_series', cycles_kept: 60 });
    const { items } = await cycles({ page: 3, page_size: 7, curves: true });
    expect(items.map(({ cycle_index: cycle }) => cycle)).toEqual([15, 16, 17, 18, 19, 20, 21]);
    for (const { cycle_index: cycle, time, voltage, current, temperature } of items) {
      const own = samples.filter((sample) => sample.cycle === cycle);
      expect(time).toEqual(own.map((sample) => sample.time - (own[0]?.time ?? 0)));
      expect(voltage).toEqual(own.map((sample) => Number(sample.voltage.toFixed(4))));
      expect(current).toEqual(own.map((sample) => Number(sample.current.toFixed(4))));
      expect(temperature).toEqual([]);
    }
    expect((await cycles({ page: 3, page_size: 7, curves: false })).items[0]?.time).toEqual([]);
  });

  it('are read without holding anybody up', async () => {
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await cycles({ page: 1, page_size: 100, curves: true });
    clearInterval(timer);
    // Ten on a quiet machine; a loaded one takes turns.
    expect(longest).toBeLessThan(withinMs(100));
  });

  it('stay through a start, and are gone with the battery', async () => {
    expect(await sweepFolder(parts.dataDir, knownTo(parts.database))).toEqual([]);
    expect((await names()).filter((name) => name.endsWith('.curves.safetensors'))).toHaveLength(1);
    await parts.commands['delete-battery']({ battery_id: 1 });
    expect(await names()).toEqual([]);
  });

  it('left behind by a crash are swept', async () => {
    await parts.upload('samples.csv', samplesAsCsv(samples, columns));
    await sweepFolder(parts.dataDir, nothingKnown);
    expect(await names()).toEqual([]);
  });

  it('of a file that somebody removed are told as missing, the rows are there', async () => {
    await parts.commands['delete-battery']({ battery_id: 2 });
    const battery = batterySchema.parse(await parts.upload('samples.csv', samplesAsCsv(samples, columns)));
    await rm(join(parts.dataDir, 'arrays', `${battery.dataset_hash}.curves.safetensors`));
    const query = { battery_id: battery.id, page: 1, page_size: 2, curves: true };
    await expect(parts.queries['list-battery-cycles'](query)).rejects.toThrow(
      /curves.* is missing|missing from/,
    );
    const { items } = await parts.queries['list-battery-cycles']({ ...query, curves: false });
    expect(items).toMatchObject([{ cycle_index: 1 }, { cycle_index: 2 }]);
  });

  it('the same file under other repairs is another battery where its rows differ, else the same', async () => {
    const table = 'cycle,capacity,a\n1,2,1\n2,0,1\n3,1.9,1\n';
    const first = batterySchema.parse(await parts.upload('t.csv', table));
    const kept = batterySchema.parse(
      await parts.upload('t.csv', table, { skip_repairs: 'drop_rows_without_capacity' }),
    );
    expect(kept.id).not.toBe(first.id);
    expect(kept.total_cycles).toBe(3);
    const query = { battery_id: kept.id, page: 1, page_size: 3, curves: true };
    const { items } = await parts.queries['list-battery-cycles'](query);
    expect(items[1]).toMatchObject({ capacity: null, soh: null });
    const same = batterySchema.parse(await parts.upload('t.csv', table, { skip_repairs: 'sort_time' }));
    expect(same.id).toBe(first.id);
    expect(same.notes[0]).toContain('were imported before');
  });

  it('a refused file leaves nothing, and names the repair to switch on again', async () => {
    const before = await names();
    const refused = parts.upload('t.csv', 'cycle,capacity\n2,1.9\n1,2\n', { skip_repairs: 'sort_cycles' });
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID_FILE_FORMAT',
      details: [
        { issue: expect.stringMatching(/line 2.*taking "sort_cycles" out of skip_repairs/) as string },
      ],
    });
    expect(await names()).toEqual(before);
  });
});
