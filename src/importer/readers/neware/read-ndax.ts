/**
 * Neware's `.ndax`: an archive of `.ndc` files. In versions 2 and 5 `data.ndc` holds whole records; from 11 on it holds
 * voltage and current of every sample, `data_runInfo.ndc` the clock and counters of some, `data_step.ndc` the steps. From
 * the published findings of NewareNDA.
 */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { ZipEntry, ZipFile } from '../zip/open-zip.ts';
import { unpackEntry } from '../zip/unpack-entry.ts';
import { pageBytes, type NdcFile } from './ndc-pages.ts';
import { readWholeRecords } from './ndc-whole-records.ts';
import { layoutOf } from './ndc-layouts.ts';
import { readSplitRecords } from './ndc-split-records.ts';
import type { NewareRecords } from './record-store.ts';

const parts = ['data.ndc', 'data_runInfo.ndc', 'data_step.ndc'] as const;

/** Throws INVALID_FILE_FORMAT for a version that is not known, and for an archive without samples. */
export async function readNdax(zip: ZipFile): Promise<NewareRecords> {
  const [data, runInfo, steps] = parts.map((name) => zip.entries.find((entry) => entry.name === name));
  if (!data) throw invalidFile(wordsOfNoData(zip));
  const file = await openNdc(zip, data);
  if (file.version === 2 || file.version === 5) return readWholeRecords(file);
  const layout = layoutOf(file.version);
  if (!layout || !runInfo || !steps) {
    const missing = layout && ` without "${runInfo ? parts[2] : parts[1]}"`;
    throw invalidFile(wordsOfVersion(file.version, missing ?? ''));
  }
  return readSplitRecords(layout, {
    samples: file.pages(),
    clock: (await openNdc(zip, runInfo)).pages(),
    steps: (await openNdc(zip, steps)).pages(),
  });
}

function wordsOfNoData({ entries: [first] }: ZipFile): string {
  const found = first ? `an archive with "${first.name.slice(0, 60)}"` : 'an archive with nothing in it';
  return `expected "data.ndc" in a Neware file (.ndax), found ${found}`;
}

const wordsOfVersion = (version: number, missing: string): string =>
  `expected a Neware file (.ndax) of version 2, 5, 11, 14, 16 or 17, found version ${version}${missing}; export it from BTSDA as CSV or Excel and import that`;

/** The third byte tells the version; the first page is the header. */
async function openNdc(zip: ZipFile, entry: ZipEntry): Promise<NdcFile> {
  const pages = (): AsyncGenerator<Buffer, void> => unpackEntry(zip, entry);
  for await (const bytes of pages()) {
    if (bytes.length < 3) break;
    return { version: bytes[2] ?? 0, pages };
  }
  throw invalidFile(`expected a file of at least ${pageBytes} bytes, found less; in "${entry.name}"`);
}
