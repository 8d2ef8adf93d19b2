/**
 * Good samples, altered in units, signs, columns, clocks and counters: each copy comes in with its true capacities, or is
 * refused, or a warning names what is doubtful. A few by default; CELLWRIGHT_FUZZ_COUNT=500 for many.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '../../../src/shared/domain/app-error.ts';
import { createRandom, type Random } from '../../../src/shared/domain/random.ts';
import { createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { dischargedAh, madeUpSamples, type Sample, samplesAsCsv } from '../../support/raw-samples.ts';

const fuzzCount = Number(process.env['CELLWRIGHT_FUZZ_COUNT'] ?? 60);
const samples = madeUpSamples(4);
const truth = [1, 2, 3, 4].map(dischargedAh);

type Column = (sample: Sample, row: number) => string | number;
type Columns = Readonly<Record<string, Column>>;
type Choice = readonly [name: string, column: Column];

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random.uniform() * items.length)] as Item;

const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
const clockOf = (seconds: number): string =>
  `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
const dateOf = (seconds: number, order: 'iso' | 'us' | 'de'): string => {
  const date = new Date(Date.UTC(2024, 0, 9) + 1000 * seconds);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  const time = clockOf(seconds % 86_400);
  if (order === 'iso') return `${String(year)}-${two(month)}-${two(day)} ${time}`;
  return order === 'us' ? `${String(month)}/${String(day)}/${String(year)} ${time}` : `${two(day)}.${two(month)}.${String(year)} ${time}`;
}; // prettier-ignore

const stepClock = (): Column => {
  let [step, started] = [0, 0];
  return ({ step: here, time }) => {
    if (here !== step) [step, started] = [here, time];
    return time - started;
  };
};

/** A stray reading now and then. */
const withStrays =
  (column: (sample: Sample) => number, period: number): Column =>
  (sample, row) =>
    row % period === period - 1 ? 0 : column(sample);

const seconds = ({ time }: Sample): number => time;
const times: readonly (() => Choice)[] = [
  () => ['time (s)', seconds],
  () => ['Test Time / h', ({ time }) => time / 3600],
  () => ['TestTime', ({ time }) => time / 60],
  () => ['TestTime', ({ time }) => time / 3600],
  () => ['time (s)', ({ time }) => time / 60],
  () => ['Total Time', ({ time }) => clockOf(time)],
  () => ['Total Time', ({ time }) => `${String(Math.floor(time / 86_400))}d ${clockOf(time % 86_400)}.5000000000001`],
  () => ['Date_Time', ({ time }) => dateOf(time, 'iso')],
  () => ['Date_Time', ({ time }) => dateOf(time, 'us')],
  () => ['DPT Time', ({ time }) => dateOf(time, 'de')],
  () => ['Step_Time(s)', stepClock()],
  () => ['time (s)', stepClock()],
  () => ['time (s)', withStrays(seconds, 97)],
  () => ['time_ms', ({ time }) => time * 1000],
]; // prettier-ignore
const currents: readonly Choice[] = [
  ['current (A)', ({ current }) => current],
  ['I/mA', ({ current }) => current * 1000],
  ['Current', ({ current }) => current * 1000],
  ['Current', ({ current }) => current],
  ['Current (A)', ({ current }) => -current],
  ['Current (mA)', ({ current }) => current],
  ['Current (A)', ({ current }) => current * 1000],
];
const voltages: readonly Choice[] = [
  ['Voltage(V)', ({ voltage }) => voltage],
  ['Ecell/mV', ({ voltage }) => voltage * 1000],
  ['Voltage', ({ voltage }) => voltage * 1000],
];
const cycleColumns: readonly Columns[] = [
  {},
  { Cycle_Index: ({ cycle }) => cycle },
  { Cycle_Index: () => 1 },
  { Cycle_Index: () => '' },
  { 'Cycle P': () => 1, 'Cycle C': ({ cycle }) => cycle },
  { cycle_count: () => 6.283185307179586 },
];

/** Ah moved since the sample before, of one sign. */
const moved = ({ current }: Sample, sign: number): number =>
  Math.sign(current) === sign ? (Math.abs(current) * 30) / 3600 : 0;

function counter(count: (state: { total: number; step: number; cycle: number }, sample: Sample) => number) {
  return (): Column => {
    const state = { total: 0, step: 0, cycle: 0 };
    return (sample) => count(state, sample);
  };
}
const ofTest = counter((state, sample) => (state.total += moved(sample, -1)));
const net = counter((state, sample) => (state.total += moved(sample, 1) - moved(sample, -1)));
const ofStep = counter((state, sample) => {
  if (sample.step !== state.step) [state.step, state.total] = [sample.step, 0];
  return (state.total += moved(sample, 1) + moved(sample, -1));
});
const ofCycle = counter((state, sample) => {
  if (sample.cycle !== state.cycle) [state.cycle, state.total] = [sample.cycle, 0];
  return (state.total += moved(sample, -1));
});
const counters: readonly (readonly [name: string, () => Column, factor: number])[] = [
  ['Discharge_Capacity(Ah)', ofTest, 1],
  ['Discharge_Capacity(Ah)', ofCycle, 1],
  ['Capacity(mAh)', ofStep, 1000],
  ['Capacity (Ah)', net, 1],
  ['Capacity', net, 1000],
  ['(Q-Qo)/mA.h', net, -1000],
  ['Discharge_Capacity(Ah)', ofTest, 1000],
  ['Discharge_Capacity(mAh)', ofTest, 1],
  ['Discharge_Capacity(Ah)', ofTest, 1.3],
  ['Q discharge/mA.h', ofCycle, 3600],
];

const energy = counter((state, sample) => (state.total += moved(sample, -1) * sample.voltage));
const energies: readonly (() => Columns)[] = [
  () => ({}),
  () => ({ 'Discharge_Energy(Wh)': energy() }),
  () => {
    const count = energy();
    return { 'Discharge_Energy(Wh)': (sample, row) => Number(count(sample, row)) * 1000 };
  },
];

function counterColumns(random: Random): Columns {
  if (random.uniform() < 0.3) return {};
  const [name, make, factor] = pick(random, counters);
  const count = make();
  const noise = random.uniform() < 0.3 ? 1e-5 : 0;
  return {
    [name]: (sample, row) => (Number(count(sample, row)) + (row % 11 === 5 ? noise : 0)) * factor,
  };
}

function altered(random: Random): string {
  const [time, current, voltage] = [pick(random, times)(), pick(random, currents), pick(random, voltages)];
  const parts: Columns[] = [
    { [time[0]]: time[1] },
    { [current[0]]: current[1] },
    { [voltage[0]]: voltage[1] },
    pick(random, cycleColumns),
    counterColumns(random),
    pick(random, energies)(),
    random.uniform() < 0.3 ? { Step_Index: ({ step }) => step } : {},
  ];
  const shuffled = parts.map((part) => ({ part, at: random.uniform() })).sort((a, b) => a.at - b.at);
  return samplesAsCsv(samples, Object.assign({}, ...shuffled.map(({ part }) => part)) as Columns);
}

/** Warnings that every short file has say nothing about its numbers, and one about energy nothing about its capacity. */
const always = new Set(['short_life', 'rows_may_not_be_cycles', 'energy_differs']);

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

async function outcomeOf(text: string) {
  const cell = await folder.importOne(text, { nominal_capacity: 2 });
  const found = (await folder.arraysOf(cell))['capacity_ah'] ?? [];
  const isRight =
    found.length === truth.length &&
    found.every((value, row) => Math.abs(value / (truth[row] ?? 0) - 1) < 0.02);
  const doubts = cell.quality.entries.filter(
    ({ code, severity }) => severity === 'warning' && !always.has(code),
  );
  return { found, kind: isRight ? 'right' : doubts.length > 0 ? 'doubted' : 'wrong' } as const;
}

it(`${String(fuzzCount)} altered copies are right, doubted or refused`, { timeout: 600_000 }, async () => {
  const counts = { right: 0, doubted: 0, wrong: 0, refused: 0 };
  for (let seed = 0; seed < fuzzCount; seed += 1) {
    const text = altered(createRandom(12, seed));
    try {
      const { found, kind } = await outcomeOf(text);
      const [names, row] = [text.slice(0, text.indexOf('\n')), text.split('\n')[300]];
      if (kind === 'wrong') expect({ seed, names, row, found }).toEqual({ seed, names, row, found: truth });
      counts[kind] += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.code).toBe('INVALID_FILE_FORMAT');
      counts.refused += 1;
    }
  }
  if (process.env['CELLWRIGHT_FUZZ_COUNT']) process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(counts.right).toBeGreaterThan(fuzzCount / 3);
});
