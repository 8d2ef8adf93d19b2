/**
 * Broken copies of every form of CSV: each is imported or refused in words, and nothing else happens. A few by default;
 * CELLWRIGHT_FUZZ_COUNT=10000 for many.
 */
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../src/shared/domain/random.ts';
import { expectWordsOrCells } from '../../support/fuzz-outcomes.ts';
import { createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { madeUpSamples, samplesAsCsv } from '../../support/raw-samples.ts';
import { withinMs } from '../../support/time-factor.ts';

const fuzzCount = Number(process.env['CELLWRIGHT_FUZZ_COUNT'] ?? 60);
const samples = madeUpSamples(3).filter((_, row) => row % 4 === 0);
const common = {
  'Test Time / s': ({ time }: { time: number }) => time,
  'Voltage / V': ({ voltage }: { voltage: number }) => voltage.toFixed(4),
  'Current / A': ({ current }: { current: number }) => current.toFixed(4),
};
const kinds: Readonly<Record<string, string>> = {
  'table of cycles': Array.from({ length: 40 }, (_, row) => `${row + 1},${2 - row / 99},${row / 7},inf`)
    .toSpliced(0, 0, 'cycle,capacity,a,b')
    .join('\n'),
  'several cells, semicolons': `cell;capacity (mAh)\r\n${'A;1999,5\r\nB;1888\r\n'.repeat(20)}`,
  'samples with cycles': samplesAsCsv(samples, { cycle: ({ cycle }) => cycle, ...common }),
  'Battery Data Format': samplesAsCsv(samples, {
    ...common,
    'Discharging Capacity / Ah': (_, row) => (row / 100).toFixed(3),
  }),
  'samples of a cycler, tabs': samplesAsCsv(
    samples,
    {
      'Step Type': ({ current }) => (current > 0 ? 'CC Chg' : 'CC DChg'),
      'Time(h:min:s.ms)': ({ time }) => `00:${String(Math.floor(time / 60) % 60).padStart(2, '0')}:00`,
      'Current(mA)': ({ current }) => Math.abs(current) * 1000,
      'Voltage(mV)': ({ voltage }) => voltage * 1000,
    },
    '\t',
  ),
};

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

const pieces = ['', ',', ';', '\t', '\n', '\r', '"', '""', '\0', '\uFEFF', 'NaN', 'inf', '-', '1e308', '-1e999', '0x10', '99999999999', 'cycle', 'Voltage / V', 'constructor', '__proto__', '١٢', '\ud800', '00:00:61', '2009-13-77 25:00', ',,,,', '\n\n']; // prettier-ignore
const whole = (random: Random, limit: number): number => Math.floor(random.uniform() * limit);

/** One to eight wounds: a piece put in, a stretch taken out, repeated or overwritten, or the end cut off. */
function wound(text: string, random: Random): Buffer {
  let wounded = text;
  for (let count = 1 + whole(random, 8); count > 0; count -= 1) {
    const at = random.uniform() < 0.3 ? whole(random, 120) : whole(random, wounded.length + 1);
    const to = at + whole(random, random.uniform() < 0.2 ? 400 : 6);
    const stretch = wounded.slice(at, to);
    const piece = [pieces[whole(random, pieces.length)] ?? '', '', stretch + stretch, stretch.toUpperCase()];
    wounded = wounded.slice(0, at) + (piece[whole(random, piece.length)] ?? '') + wounded.slice(to);
    if (random.uniform() < 0.05) wounded = wounded.slice(0, at);
  }
  const bytes = Buffer.from(wounded, random.uniform() < 0.05 ? 'utf16le' : 'utf8');
  if (random.uniform() < 0.1 && bytes.length > 0) bytes[whole(random, bytes.length)] = whole(random, 256);
  return bytes;
}

it.each(Object.entries(kinds))(
  `${String(fuzzCount)} broken copies of a %s`,
  { timeout: withinMs(600_000) },
  async (_, text) => {
    expect(await folder.importAll(text)).not.toHaveLength(0);
    await expectWordsOrCells(fuzzCount, async (seed) => {
      for (const { quality, total_cycles, nominal_capacity } of await folder.importAll(
        wound(text, createRandom(7, seed)),
      )) {
        expect(quality.cycles_kept).toBe(total_cycles);
        expect(nominal_capacity).toBe(2);
      }
    });
    expect((await readdir(folder.folder)).filter((name) => !/safetensors$|^upload$/.test(name))).toEqual([]);
  },
);
