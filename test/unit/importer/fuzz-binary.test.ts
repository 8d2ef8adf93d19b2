/**
 * Broken copies of workbooks and of instruments' own files: each is imported or refused in words, and nothing else
 * happens. A few by default; CELLWRIGHT_FUZZ_COUNT=10000 for many.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCells } from '../../../src/importer/import-file.ts';
import { expectWordsOrCells } from '../../support/fuzz-outcomes.ts';
import { createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { madeUpSamples } from '../../support/raw-samples.ts';
import { withinMs } from '../../support/time-factor.ts';
import { mutantOf } from '../../support/mat-mutant.ts';
import { gcplColumns, moduloBatColumns, mprOf } from '../../support/mpr-writer.ts';
import { mutateParts } from '../../support/mutate-parts.ts';
import { nda29Of, nda90Of, nda91Of, ndaxOfSplitRecords, ndaxOfWholeRecords } from '../../support/neware-writer.ts'; // prettier-ignore
import { resOf } from '../../support/res-writer.ts';
import { testerRecords } from '../../support/tester-records.ts';
import { xlsxParts } from '../../support/xlsx-writer.ts';
import { type ZipPart, zipOf } from '../../support/zip-writer.ts';

const fuzzCount = Number(process.env['CELLWRIGHT_FUZZ_COUNT'] ?? 60);
/** Few, since it is the form that is damaged, ten thousand times. */
const samples = madeUpSamples(3).filter((_, row) => row % 12 === 0);

interface Kind {
  readonly whole: Buffer;
  readonly broken: (seed: number) => Buffer;
}

const workbook = xlsxParts([
  { name: 'Info', rows: [['Name', 'cell & more'], [], ['Started', { days: 45_352.25, shown: 'date' }]] },
  {
    name: 'Channel_1',
    rows: [
      ['Data_Point', 'Total Time', 'Cycle_Index', 'Current(A)', 'Voltage(V)', 'Step Type'],
      ...samples.map(({ time, cycle, current, voltage }, row) => [
        row + 1,
        { days: time / 86_400, shown: 'duration' } as const,
        cycle,
        current,
        voltage,
        current > 0 ? 'CC Chg' : 'CC DChg',
      ]),
    ],
  },
]);

const records = testerRecords(samples);
const ofBytes = (whole: Buffer): Kind => ({ whole, broken: (seed) => mutantOf(whole, seed) });
const ofParts = (parts: readonly ZipPart[]): Kind => ({
  whole: zipOf(parts),
  broken: (seed) => mutateParts(parts, seed),
});

const kinds: Readonly<Record<string, Kind>> = {
  'an Excel workbook': ofParts(workbook),
  'a Neware file of version 29': ofBytes(nda29Of(records)),
  'a Neware file of BTS 9.0': ofBytes(nda90Of(records)),
  'a Neware file of BTS 9.1': ofBytes(nda91Of(records)),
  'a Neware archive of whole records': ofParts(ndaxOfWholeRecords(5, records)),
  'a Neware archive of version 14': ofParts(ndaxOfSplitRecords(14, records)),
  'a Neware archive of version 17': ofParts(ndaxOfSplitRecords(17, records)),
  'a BioLogic file': ofBytes(mprOf(records, { version: 3, columns: gcplColumns })),
  'a BioLogic file of EC-Lab 11.50': ofBytes(mprOf(records, { version: 11, columns: moduloBatColumns })),
  'a database of Arbin’s': ofBytes(resOf(records)),
};

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

/** Up to the cells in memory: how they are stored is the same for every form. */
async function readBytes(bytes: Buffer) {
  const path = join(folder.folder, 'upload');
  await writeFile(path, bytes);
  return readCells({ path, filename: 'upload', nominal_capacity: 2, skip_repairs: [] });
}

it.each(Object.entries(kinds))(
  `${String(fuzzCount)} broken copies of %s`,
  { timeout: withinMs(1_800_000) },
  async (_, { whole, broken }) => {
    expect(await folder.importAll(whole)).not.toHaveLength(0);
    await expectWordsOrCells(fuzzCount, async (seed) => {
      for (const { arrays } of await readBytes(broken(seed))) {
        expect(arrays.capacityAh).toHaveLength(arrays.cycleIndex.length);
        expect(arrays.features).toHaveLength(arrays.cycleIndex.length * arrays.featureNames.length);
      }
    });
  },
);
