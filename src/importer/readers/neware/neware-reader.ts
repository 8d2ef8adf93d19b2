/** Neware's own files: `.nda`, and `.ndax`, which is an archive. */
import { open } from 'node:fs/promises';
import type { Reader } from '../reader.ts';
import { openZip } from '../zip/open-zip.ts';
import { readNda } from './read-nda.ts';
import { readNdax } from './read-ndax.ts';
import { sheetOfRecords } from './sheet-of-records.ts';

const signature = 'NEWARE';
const archiveSignature = 'PK\x03\x04';
/** What such an archive may begin with. */
const partName = /\.ndc$|^(EditStep|Step|TestInfo|VersionInfo|NdaxConfig|DAComment)\.xml$/;

export const newareReader: Reader = {
  formats: ['neware'],
  recognises: (head, filename) => {
    const start = Buffer.from(head.subarray(0, 4096));
    if (start.toString('latin1', 0, signature.length) === signature) return true;
    if (start.toString('latin1', 0, 4) !== archiveSignature || start.length < 30) return false;
    const name = start.toString('latin1', 30, 30 + start.readUInt16LE(26));
    return partName.test(name) || filename.toLowerCase().endsWith('.ndax');
  },
  read: async ({ path }) => {
    const isArchive = await startsAsArchive(path);
    const sheet = isArchive
      ? sheetOfRecords(await readNdax(await openZip(path)), 'neware_ndax')
      : sheetOfRecords(await readNda(path), 'neware_nda');
    return { kind: 'sheets', sheets: [sheet] };
  },
};

async function startsAsArchive(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const start = Buffer.alloc(archiveSignature.length);
    await handle.read(start, 0, start.length, 0);
    return start.toString('latin1') === archiveSignature;
  } finally {
    await handle.close();
  }
}
