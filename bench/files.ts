/**
 * How long workbooks and instruments' own files take to be read and imported, beside the Python packages that read them:
 * pandas with openpyxl, NewareNDA, galvani.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { gcplColumns, mprOf } from '../test/support/mpr-writer.ts';
import { nda29Of, ndaxOfSplitRecords } from '../test/support/neware-writer.ts';
import { madeUpSamples } from '../test/support/raw-samples.ts';
import { resOf } from '../test/support/res-writer.ts';
import { type TesterRecord, testerRecords } from '../test/support/tester-records.ts';
import { zipOf } from '../test/support/zip-writer.ts';
import { bigWorkbook } from './big-workbook.ts';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { median } from './timing.ts';

const readings = 3;
const longestMs = 20_000;
const peerScript = join(import.meta.dirname, 'files.py');
const sampleCount = 300_000;

interface FileKind {
  readonly name: string;
  readonly file: string;
  /** What is compared; null where nothing is. */
  readonly peer: string | null;
  readonly bytes: () => Buffer;
}

const kinds: readonly FileKind[] = [
  { name: 'Excel workbook', file: 'a.xlsx', peer: 'pandas, openpyxl', bytes: () => bigWorkbook(480_000) },
  { name: 'Neware, version 29', file: 'a.nda', peer: 'NewareNDA', bytes: () => nda29Of(longTest()) },
  { name: 'Neware archive', file: 'a.ndax', peer: 'NewareNDA', bytes: () => zipOf(ndaxOfSplitRecords(14, longTest())) },
  { name: 'BioLogic', file: 'a.mpr', peer: 'galvani', bytes: () => mprOf(longTest(), { version: 3, columns: gcplColumns }) },
  { name: 'Arbin database', file: 'a.res', peer: null, bytes: () => resOf(longTest()) },
]; // prettier-ignore

/** Forty cycles, again and again. */
function longTest(): readonly TesterRecord[] {
  const part = madeUpSamples(40);
  const partS = (part.at(-1)?.time ?? 0) + 30;
  const times = Math.ceil(sampleCount / part.length);
  return testerRecords(
    Array.from({ length: times }, (_, time) =>
      part.map((sample) => ({
        ...sample,
        cycle: sample.cycle + 40 * time,
        time: sample.time + partS * time,
      })),
    ).flat(),
  );
}

const ourSchema = z.object({
  read_ms: z.number(),
  import_ms: z.number(),
  samples: z.int().min(1),
  peak_mib: z.number(),
});
const peerSchema = z.object({ elapsed_ms: z.number() });

/** `python`: a Python that has the packages; nothing is compared without one. */
export async function printFiles(python: string | undefined): Promise<void> {
  if (python === undefined) console.error('Nothing is compared: --python names no Python with the packages.');
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-bench-'));
  try {
    const rows: (readonly string[])[] = [];
    for (const kind of kinds) {
      const row = await measure(kind, join(folder, kind.file), python);
      console.error(row.join(' · '));
      rows.push(row);
    }
    const header = ['file', 'MB', 'samples', 'read, ms', 'imported, ms', 'peak MiB', 'peer, ms', 'peer / read', 'peer / imported']; // prettier-ignore
    console.log(`\n${markdownTable(header, rows)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(kind: FileKind, path: string, python: string | undefined): Promise<readonly string[]> {
  const bytes = kind.bytes();
  await writeFile(path, bytes);
  const ours = inTime(() => readOurselves(path), ({ read_ms, import_ms }) => read_ms + import_ms);
  const isCompared = python !== undefined && kind.peer !== null;
  const peerMs = isCompared ? median(inTime(() => readByPeer(python, path), (elapsedMs) => elapsedMs)) : NaN;
  const readMs = median(ours.map((one) => one.read_ms));
  const importMs = median(ours.map((one) => one.import_ms));
  return [
    kind.peer === null ? kind.name : `${kind.name} (${kind.peer})`,
    threeDigits(bytes.length / 1e6),
    String(ours[0]?.samples),
    ...[readMs, importMs, Math.max(...ours.map((one) => one.peak_mib)), peerMs, peerMs / readMs, peerMs / importMs].map(threeDigits),
  ];
} // prettier-ignore

/** Some readings; one alone where it takes longer than the others would tell. */
function inTime<Reading>(read: () => Reading, elapsedMs: (reading: Reading) => number): readonly Reading[] {
  const found: Reading[] = [];
  let totalMs = 0;
  while (found.length < readings && totalMs < longestMs) {
    const reading = read();
    found.push(reading);
    totalMs += elapsedMs(reading);
  }
  return found;
}

/** With the memory that the importer gets. */
function readOurselves(path: string) {
  const args = ['--max-old-space-size=384', join(import.meta.dirname, 'read-file.ts'), path];
  return ourSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
}

function readByPeer(python: string, path: string): number {
  return peerSchema.parse(JSON.parse(execFileSync(python, [peerScript, path], { encoding: 'utf8' })))
    .elapsed_ms;
}
