/**
 * Damaged MATLAB files: each is read or refused in words, in time. `CELLWRIGHT_MUTANTS=10000` reads that many of each
 * format instead of a few.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nasaFixture, seversonFixture, tableFixture } from '../support/mat-fixtures.ts';
import { encodeMatV5 } from '../support/mat-v5-writer.ts';
import { encodeMatV73 } from '../support/mat-v73-writer.ts';
import { sharedData } from '../support/program.ts';
import { withinMs } from '../support/time-factor.ts';

const wanted = Number(process.env['CELLWRIGHT_MUTANTS'] ?? 0);
/** HDF5 keeps what a trap left behind; a process reads one upload in the program, and so many here. */
const mutantsPerProcess = 500;
const slowestMs = withinMs(20_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellwright-mutants-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeAll(name: string, contents: readonly Buffer[]): Promise<readonly string[]> {
  const paths = contents.map((_, index) => join(folder, `${name}-${index}.mat`));
  for (const [index, path] of paths.entries()) await writeFile(path, contents[index]!);
  return paths;
}

const fixtures = [nasaFixture, seversonFixture, tableFixture];

describe('damaged copies are read or refused in words', () => {
  it('of version 5, compressed and not, both byte orders', { timeout: withinMs(3_600_000) }, async () => {
    const forms = [{}, { compressed: true }, { littleEndian: false }];
    const own = forms.flatMap((form) => fixtures.map((variables) => encodeMatV5(variables, form)));
    const real = join(sharedData, 'nasa/B0052.mat');
    const originals = [...(await writeAll('v5', own)), ...(existsSync(real) ? [real] : [])];
    expect(await tally(originals, wanted || 300)).toMatchObject({ bad: [], total: wanted || 300 });
  });

  it('of version 7.3', { timeout: withinMs(3_600_000) }, async () => {
    const own = await Promise.all(fixtures.map((variables) => encodeMatV73(variables)));
    const real = ['struct', 'cell', 'partial', 'struct_table_datetime']
      .map((name) => join(sharedData, `mat_format_fixtures/v7.3/${name}.mat`))
      .filter((path) => existsSync(path));
    const originals = [...(await writeAll('v73', own)), ...real];
    expect(await tally(originals, wanted || 120)).toMatchObject({ bad: [], total: wanted || 120 });
  });
});

interface Report {
  readonly seed: number;
  readonly ends: readonly string[];
  readonly elapsedMs: number;
}

async function tally(originals: readonly string[], count: number) {
  const reports: Report[] = [];
  const broken: string[] = [];
  for (let first = 0; first < count; first += mutantsPerProcess) {
    const end = Math.min(count, first + mutantsPerProcess);
    const { seen, exit } = await readMutants(originals, first, end);
    reports.push(...seen);
    if (seen.length < end - first) broken.push(`seed ${first + seen.length}: the process ended with ${exit}`);
  }
  const isBad = ({ ends, elapsedMs }: Report): boolean =>
    elapsedMs > slowestMs || ends.some((end) => end !== 'read' && end !== 'refused');
  const ends = reports.flatMap((report) => report.ends);
  const result = {
    total: reports.length,
    read: ends.filter((end) => end === 'read').length,
    refused: ends.filter((end) => end === 'refused').length,
    slowestMs: Math.round(Math.max(...reports.map(({ elapsedMs }) => elapsedMs))),
    bad: [
      ...broken,
      ...reports.filter(isBad).map(({ seed, ends: how }) => `seed ${seed}: ${how.join(' / ')}`),
    ],
  };
  if (wanted > 0) console.log(JSON.stringify(result, undefined, 1));
  return result;
}

/** As much memory as the importer gets; killed where one file takes too long. */
async function readMutants(originals: readonly string[], first: number, end: number) {
  const child = fork(
    join(import.meta.dirname, 'children/mat-mutants.mjs'),
    [folder, String(first), String(end), ...originals],
    { execArgv: ['--max-old-space-size=384', '--disable-warning=ExperimentalWarning'], stdio: 'inherit' },
  );
  const seen: Report[] = [];
  let timer = setTimeout(() => child.kill('SIGKILL'), 2 * slowestMs);
  child.on('message', (report) => {
    seen.push(report as Report);
    clearTimeout(timer);
    timer = setTimeout(() => child.kill('SIGKILL'), 2 * slowestMs);
  });
  const exit = await new Promise<string>((accept) => {
    child.once('close', (code, signal) => accept(signal ?? `code ${String(code)}`));
  });
  clearTimeout(timer);
  return { seen, exit };
}
