/** BioLogic's own files: the cycles and capacities that the instrument counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../../../support/import-here.ts';
import { gcplColumns, moduloBatColumns, mprOf } from '../../../../support/mpr-writer.ts';
import { madeUpSamples } from '../../../../support/raw-samples.ts';
import { testerRecords } from '../../../../support/tester-records.ts';

const records = testerRecords(madeUpSamples(4));
/** What the net counter falls by in a cycle: from the first sample of the discharge on, and in the rest behind it. */
const truth = [1, 2, 3, 4].map((cycle) => {
  const movedAh = records.map(({ current, time }, row) => (current * (time - (records[row - 1]?.time ?? 0))) / 3600);
  return movedAh.reduce((sum, moved, row) => (records[row]!.cycle === cycle && moved < 0 ? sum - moved : sum), 0);
}); // prettier-ignore

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

describe('a file of BioLogic’s', () => {
  it.each([
    ['galvanostatic cycling', 3, gcplColumns],
    ['galvanostatic cycling, an older version', 2, gcplColumns],
    ['galvanostatic cycling of EC-Lab 11.50', 11, gcplColumns],
    ['Modulo Bat', 3, moduloBatColumns],
    ['Modulo Bat of EC-Lab 11.50', 11, moduloBatColumns],
  ] as const)('%s has the cycles and capacities that it counted', async (_, version, columns) => {
    const cell = await folder.importOne(mprOf(records, { version, columns }));
    const { capacity_ah: capacityAh, cycle_index: cycles } = await folder.arraysOf(cell);
    expect(cycles).toEqual([1, 2, 3, 4]);
    expect(capacityAh).toEqual(truth.map((capacity) => expect.closeTo(capacity, 3) as number));
    expect(cell.quality).toMatchObject({ format: 'biologic_mpr', rows_found: records.length });
    expect(cell.quality.entries.map(({ code }) => code)).not.toContain('capacity_differs');
  });

  it('of a half cell has the sign that BioLogic gives it, whichever way its voltage goes', async () => {
    const halfCell = records.map((record) => ({ ...record, voltage: 5 - record.voltage }));
    const cell = await folder.importOne(mprOf(halfCell, { version: 3, columns: gcplColumns }));
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(
      truth.map((capacity) => expect.closeTo(capacity, 3) as number),
    );
  });

  it('that ends before its last sample is read up to there, and says so', async () => {
    const whole = mprOf(records, { version: 3, columns: gcplColumns });
    const cell = await folder.importOne(whole.subarray(0, whole.length - 660 - 49 * 200));
    expect(cell.quality.entries.map(({ message }) => message).join('\n')).toMatch(
      /The file ends before its last sample: \d+ of \d+ are there/,
    );
    expect(cell.total_cycles).toBeGreaterThan(1);
  });
});

describe('a BioLogic file that cannot be read is refused in words', () => {
  const good = mprOf(records, { version: 3, columns: gcplColumns });
  const changed = (at: number, value: number): Buffer => {
    const copy = Buffer.from(good);
    copy[at] = value;
    return copy;
  };
  const dataAt = 52 + 57 + 200;
  it.each([
    ['settings only', good.subarray(0, dataAt), /expected data in the BioLogic file, found settings only/],
    ['another version', changed(dataAt + 45, 7), /of version 0, 2, 3, 10 or 11 in the BioLogic file, found version 7; export it from EC-Lab/],
    ['a column whose size is not known', mprOf(records, { version: 3, columns: [...gcplColumns, 200] }), /expected records of 49 bytes.*found 53 \(column 200 is not known\)/],
    ['records of another length', changed(dataAt + 57, 1), /expected records of 49 bytes in the BioLogic file, found/],
    ['no sample', mprOf([], { version: 3, columns: gcplColumns }), /expected samples in the BioLogic file, found none/],
    ['open circuit', mprOf(records, { version: 3, columns: [1, 3, 4, 6] }), /is it a measurement at open circuit/],
    ['an impedance', mprOf(records, { version: 3, columns: [32, 37, 38, 4, 6, 8] }), /found a measurement of an impedance/],
    ['a module that is damaged', changed(dataAt, 0), /expected the next part of the BioLogic file at byte 309/],
  ])('%s', async (_, bytes, words) => {
    expect(await folder.issueOf(bytes, { filename: 'cell.mpr' })).toMatch(words);
  }); // prettier-ignore
});
