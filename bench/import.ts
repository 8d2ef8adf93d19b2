/** How long MATLAB files of 100 MB take to become cells, beside scipy (version 5) and h5py (version 7.3). */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { markdownTable, threeDigits } from './markdown-table.ts';
import { median } from './timing.ts';

const script = join(import.meta.dirname, 'mat.py');
const megabytes = 100;
const readings = 3;
const files = [
  { name: 'version 5', layout: 'nasa', compressed: false },
  { name: 'version 7 (compressed)', layout: 'nasa', compressed: true },
  { name: 'version 7.3', layout: 'severson', compressed: false },
  { name: 'version 7.3, compressed', layout: 'severson', compressed: true },
] as const;

const writtenSchema = z.object({ megabytes: z.number() });
const readSchema = z.object({ elapsed_ms: z.number() });
const ourSchema = readSchema.extend({ peak_mib: z.number(), cycles: z.int().min(1) });

export async function printImport(): Promise<void> {
  const python = pythonWithLibraries();
  if (python === undefined) {
    console.error('Imports are not measured: no python3 has scipy and h5py, which write the files.');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'cellwright-bench-'));
  try {
    const rows = files.map((file) => measure(python, { ...file, path: join(folder, 'file.mat') }));
    const header = ['file', 'MB', 'cycles', 'Cellwright, ms', 'Python, ms', 'ratio', 'Cellwright, peak MiB'];
    console.log(`\n${markdownTable(header, rows)}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pythonWithLibraries(): string | undefined {
  return ['python3', '/usr/bin/python3'].find(
    (python) => spawnSync(python, ['-c', 'import scipy.io, h5py']).status === 0,
  );
}

function measure(
  python: string,
  file: (typeof files)[number] & { readonly path: string },
): readonly string[] {
  const { path, layout, compressed } = file;
  const ask = (request: object): unknown =>
    JSON.parse(execFileSync(python, [script, JSON.stringify(request)], { encoding: 'utf8' }));
  const written = writtenSchema.parse(ask({ do: 'write', path, layout, megabytes, compressed }));
  const ours = Array.from({ length: readings }, () => readOurselves(path));
  const theirs = Array.from({ length: readings }, () => readSchema.parse(ask({ do: 'read', path, layout })));
  const [ourMs, theirMs] = [ours, theirs].map((times) => median(times.map((time) => time.elapsed_ms)));
  return [
    file.name,
    threeDigits(written.megabytes),
    String(ours[0]?.cycles),
    threeDigits(ourMs ?? NaN),
    threeDigits(theirMs ?? NaN),
    threeDigits((ourMs ?? NaN) / (theirMs ?? NaN)),
    threeDigits(Math.max(...ours.map((time) => time.peak_mib))),
  ];
}

/** With the memory that the importer gets. */
function readOurselves(path: string) {
  const args = ['--max-old-space-size=384', join(import.meta.dirname, 'read-mat.ts'), path];
  return ourSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })));
}
