/** Neware's own files of every version that is read: the cycles and capacities that the instrument counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../../../support/import-here.ts';
import { nda29Of, nda90Of, nda91Of, ndaxOfSplitRecords, ndaxOfWholeRecords } from '../../../../support/neware-writer.ts'; // prettier-ignore
import { madeUpSamples } from '../../../../support/raw-samples.ts';
import { countedCapacities, testerRecords } from '../../../../support/tester-records.ts';
import { zipOf } from '../../../../support/zip-writer.ts';

const records = testerRecords(madeUpSamples(4));
const truth = countedCapacities(records);
const lastTime = records.at(-1)!.time;

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

const archive = (version: 11 | 14 | 16 | 17): Buffer => zipOf(ndaxOfSplitRecords(version, records));
const files: readonly (readonly [name: string, bytes: Buffer, format: string])[] = [
  ['.nda of version 29', nda29Of(records), 'neware_nda'],
  ['.nda of BTS 9.0', nda90Of(records), 'neware_nda'],
  ['.nda of BTS 9.1', nda91Of(records), 'neware_nda'],
  ['.ndax of version 2', zipOf(ndaxOfWholeRecords(2, records)), 'neware_ndax'],
  ['.ndax of version 5', zipOf(ndaxOfWholeRecords(5, records)), 'neware_ndax'],
  ['.ndax of version 11', archive(11), 'neware_ndax'],
  ['.ndax of version 14', archive(14), 'neware_ndax'],
  ['.ndax of version 16', archive(16), 'neware_ndax'],
  ['.ndax of version 17', archive(17), 'neware_ndax'],
];

describe('a file of Neware’s', () => {
  it.each(files)('%s has the cycles and capacities that it counted', async (_, bytes, format) => {
    const cell = await folder.importOne(bytes);
    const { capacity_ah: capacityAh, cycle_index: cycles } = await folder.arraysOf(cell);
    expect(cycles).toEqual([1, 2, 3, 4]);
    // 0.1 mA of one count, and single precision, are what is lost.
    expect(capacityAh!.map((capacity, cycle) => capacity / truth[cycle]!)).toEqual(
      truth.map(() => expect.closeTo(1, 4) as number),
    );
    expect(cell.quality).toMatchObject({ format, rows_found: records.length });
    expect(cell.quality.entries.map(({ code }) => code)).not.toContain('capacity_differs');
  });

  it.each(files)('%s has a clock that runs through the test', async (_, bytes) => {
    const curves = await folder.curvesOf(await folder.importOne(bytes));
    // Each cycle begins at 0 s; the longest takes about a fourth of the test.
    const longest = Math.max(...(curves['time_s'] ?? []));
    expect(longest).toBeGreaterThan(lastTime / 4 - 600);
    expect(longest).toBeLessThan(lastTime / 4 + 600);
  });

  it('is told by its content, whatever its name', async () => {
    expect(await folder.importOne(archive(14), { filename: 'cell.csv' })).toMatchObject({ total_cycles: 4 });
  });
});

describe('records that are not in order', () => {
  it('are brought into it, and one that was written twice counts once', async () => {
    const bytes = nda91Of(records);
    const rows = Array.from({ length: records.length }, (_, row) => bytes.subarray(1024 + 56 * row, 1080 + 56 * row)); // prettier-ignore
    const swapped = Buffer.concat([bytes.subarray(0, 1024), rows[0]!, rows[0]!, ...rows.slice(500), ...rows.slice(1, 500)]); // prettier-ignore
    const cell = await folder.importOne(swapped);
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(truth.map((value) => expect.closeTo(value, 4) as number)); // prettier-ignore
    expect(cell.quality.rows_found).toBe(records.length);
  });
});

describe('a Neware file that cannot be read is refused in words', () => {
  const without = (name: string): Buffer =>
    zipOf(ndaxOfSplitRecords(14, records).filter((part) => part.name !== name));
  const changed = (bytes: Buffer, at: number, value: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = value;
    return copy;
  };
  it.each([
    ['another version', changed(nda29Of(records), 14, 22), /of version 29 or 130, found version 22; export it from BTSDA/],
    ['a header alone', nda29Of(records).subarray(0, 2000), /expected records of a test.*is it whole/],
    ['no record', nda91Of([]), /expected records of a test.*is it whole/],
    ['a current range that is not known', changed(nda29Of(records), 2308 + 78, 77), /found 845, whose unit is not known; record 1/],
    ['an archive without samples', without('data.ndc'), /expected "data.ndc" in a Neware file/],
    ['an archive without its clock', without('data_runInfo.ndc'), /of version 2, 5, 11, 14, 16 or 17, found version 14 without "data_runInfo.ndc"/],
    ['an archive that is cut off', archive(14).subarray(0, 4000), /no directory at its end; is the file whole/],
  ])('%s', async (_, bytes, words) => {
    expect(await folder.issueOf(bytes, { filename: 'cell.ndax' })).toMatch(words);
  }); // prettier-ignore

  it('cut anywhere, it is imported up to there or refused', async () => {
    const whole = nda29Of(records);
    for (let share = 1; share < 12; share += 1) {
      const bytes = whole.subarray(0, Math.floor((whole.length * share) / 12));
      const cells = await folder.importAll(bytes).catch((error: unknown) => (error as { code: string }).code);
      if (typeof cells === 'string') expect(cells).toBe('INVALID_FILE_FORMAT');
      else expect(cells[0]!.total_cycles).toBeLessThanOrEqual(4);
    }
  });
});
