/** Files in the shape of real exports (`test/fixtures/import`): each comes in with the right capacities. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { repositoryRoot } from '../../support/program.ts';

interface Case {
  readonly file: string;
  readonly kind: string;
  readonly fields?: { readonly nominal_capacity?: string };
  /** Ah, cycle by cycle */
  readonly capacities?: readonly number[];
  readonly relative?: number;
  /** Only so many are compared. */
  readonly firstOnly?: number;
  readonly cyclesAtLeast?: number;
  readonly endOfLifeCycle?: number;
  readonly endOfLifeBetween?: readonly [number, number];
  readonly nominalNear?: number;
  readonly firstCycle?: Readonly<Record<string, number>>;
}

const fixtures = join(repositoryRoot, 'test', 'fixtures', 'import');
const cases = JSON.parse(readFileSync(join(fixtures, 'cases.json'), 'utf8')) as readonly Case[];
const contentOf = (file: string): Buffer => gunzipSync(readFileSync(join(fixtures, `${file}.gz`)));

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

async function importCase({ file, fields }: Case) {
  const nominal = fields?.nominal_capacity;
  const request = { filename: file, nominal_capacity: nominal === undefined ? null : Number(nominal) };
  return folder.importOne(contentOf(file), request);
}

const within = (value: number, relative: number): unknown => ({
  asymmetricMatch: (found: unknown) => typeof found === 'number' && Math.abs(found / value - 1) <= relative,
  toString: () => `${String(value)} ± ${String(100 * relative)} %`,
});

describe('an export in the shape of a real one', () => {
  it.each(cases.filter(({ capacities }) => capacities))('$file has its capacities: $kind', async (one) => {
    const capacityAh = (await folder.arraysOf(await importCase(one)))['capacity_ah'] ?? [];
    const expected = (one.capacities ?? []).map((capacity) => within(capacity, one.relative ?? 0.002));
    expect(one.firstOnly === undefined ? capacityAh : capacityAh.slice(0, one.firstOnly)).toEqual(expected);
    expect(capacityAh.length).toBeGreaterThanOrEqual(one.cyclesAtLeast ?? 1);
  });

  it.each(cases.filter(({ firstCycle }) => firstCycle))('$file has its features: $kind', async (one) => {
    const cell = await importCase(one);
    const features = (await folder.arraysOf(cell))['features'] ?? [];
    for (const [name, value] of Object.entries(one.firstCycle ?? {})) {
      expect(features[cell.features.indexOf(name)]).toEqual(within(value, one.relative ?? 0.03));
    }
  });

  it.each(cases.filter(({ endOfLifeCycle: exact, endOfLifeBetween: range }) => exact ?? range))(
    '$file has its end of life: $kind',
    async (one) => {
      const { end_of_life_cycle: end } = await importCase(one);
      const [from, to] = one.endOfLifeBetween ?? [one.endOfLifeCycle ?? 0, one.endOfLifeCycle ?? 0];
      expect(end).toBeGreaterThanOrEqual(from);
      expect(end).toBeLessThanOrEqual(to);
    },
  );

  it.each(cases.filter(({ nominalNear }) => nominalNear))('$file has its nominal: $kind', async (one) => {
    expect((await importCase(one)).nominal_capacity).toEqual(within(one.nominalNear ?? 0, 0.1));
  });
});

const messagesOf = async (file: string): Promise<string> =>
  (await importCase({ file, kind: '' })).quality.entries.map(({ message }) => message).join('\n');

describe('its report says', () => {
  it.each([
    ['maccor_cycle_p_constant.txt', /numbered by "Cycle C", not by "Cycle P"/],
    ['maccor_minutes_without_unit.txt', /"TestTime" does not name its unit: min, since only then/],
    ['novonix_net_capacity.csv', /is what the file states; the integral of the current is the same/],
    ['bdf_time_zero_at_step_start.bdf.csv', /clock falls for a single sample and goes on as before/],
    ['arbin_empty_cycle_index.csv', /"Cycle_Index" is empty: the samples were cut into 4 cycles/],
    ['arbin_last_line_cut.csv', /ends in the middle of a line, which is left out: 7 of 12 values, line 911/],
    ['arbin_second_cycle_just_started.csv', /Left out the last cycle, 2: its discharge of 0.0333 Ah ends/],
    ['arbin_cumulative.csv', /The time is taken from "Test_Time\(s\)", not from "Step_Time\(s\)", "Date_Time"/],
    ['partial_dod_with_checkups.csv', /Most cycles are shallow.*16 check-ups.*\(cycle 1, 26, 51, 76, 101 and 11 more\)/],
  ])('of %s what was chosen, and why', async (file, message) => {
    expect(await messagesOf(file)).toMatch(message);
  }); // prettier-ignore
});
