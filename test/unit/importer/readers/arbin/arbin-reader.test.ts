/** Arbin's databases: the cycles and capacities that the instrument counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../../../support/import-here.ts';
import { madeUpSamples } from '../../../../support/raw-samples.ts';
import { resOf } from '../../../../support/res-writer.ts';
import { countedCapacities, testerRecords } from '../../../../support/tester-records.ts';

const records = testerRecords(madeUpSamples(4));
const truth = countedCapacities(records).map((capacity) => expect.closeTo(capacity, 3) as number);

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

describe('a database of Arbin’s', () => {
  it.each([
    ['with its pages in order', {}],
    ['with pages that are not', { isShuffled: true }],
  ])('%s has the cycles and capacities that it counted', async (_, form) => {
    const cell = await folder.importOne(resOf(records, form), { filename: 'cell.res' });
    const { capacity_ah: capacityAh, cycle_index: cycles } = await folder.arraysOf(cell);
    expect(cycles).toEqual([1, 2, 3, 4]);
    expect(capacityAh).toEqual(truth);
    expect(cell.quality).toMatchObject({ format: 'arbin_res', rows_found: records.length });
  });

  it('with two tests is two cells', async () => {
    const cells = await folder.importAll(resOf(records, { tests: 2 }));
    expect(cells.map(({ label, total_cycles }) => [label, total_cycles])).toEqual([
      ['test 1', 4],
      ['test 2', 4],
    ]);
  });

  it('that is cut off says how many samples are missing', async () => {
    const whole = resOf(records);
    const cell = await folder.importOne(whole.subarray(0, whole.length - 3 * 4096 - 100));
    expect(cell.quality.entries.map(({ message }) => message).join('\n')).toMatch(
      /The table says that it has \d+ samples, \d+ were found: the file may not be whole/,
    );
  });
});

describe('an Access database that cannot be read is refused in words', () => {
  const changed = (at: number, value: number): Buffer => {
    const copy = resOf(records);
    copy[at] = value;
    return copy;
  };
  it.each([
    ['another table', resOf(records, { without: 'Voltage' }), /expected a table with Test_Time, Current and Voltage/],
    ['an empty table', resOf([]), /expected samples in the Arbin file, found an empty table/],
    ['a header alone', resOf(records).subarray(0, 300), /expected a table with Test_Time, Current and Voltage/],
    ['one of Access 97', changed(20, 0), /found one of Access 97; export the test from Arbin/],
    ['a definition with more columns than there can be', changed(4096 + 46, 0xff), /expected a table with Test_Time/],
  ])('%s', async (_, bytes, words) => {
    expect(await folder.issueOf(bytes, { filename: 'cell.res' })).toMatch(words);
  }); // prettier-ignore
});
