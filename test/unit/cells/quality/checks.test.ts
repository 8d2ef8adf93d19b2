import { describe, expect, it } from 'vitest';
import type { CapacityCourse } from '../../../../src/cells/quality/capacity-course.ts';
import { capacityOutliers } from '../../../../src/cells/quality/capacity-outliers.ts';
import { checkLife } from '../../../../src/cells/quality/check-life.ts';
import { impossibleCapacity } from '../../../../src/cells/quality/impossible-capacity.ts';
import { interpolatedLabels } from '../../../../src/cells/quality/interpolated-labels.ts';
import { createRandom } from '../../../../src/shared/domain/random.ts';

const course = (capacityAh: readonly number[], nominalCapacityAh = 2): CapacityCourse => ({
  cycleIndex: Float64Array.from(capacityAh, (_, row) => row + 1),
  capacityAh: Float64Array.from(capacityAh),
  nominalCapacityAh,
});
const fading = (
  rowCount: number,
  change: (capacity: number, row: number) => number = (capacity) => capacity,
) => Array.from({ length: rowCount }, (_, row) => change(2 - row / 500, row));
const facts = (entries: readonly { readonly code: string; readonly cycles: readonly number[] }[]) =>
  entries.map(({ code, cycles }) => [code, ...cycles]);

describe('capacity outliers', () => {
  it('are single rows 4 % off neighbours that agree, and no jump besides', () => {
    const capacities = fading(30, (capacity, row) => (row === 9 ? 1.9 : row === 19 ? 2.1 : capacity));
    expect(facts(capacityOutliers(course(capacities)))).toEqual([['capacity_dip', 10], ['capacity_spike', 20]]); // prettier-ignore
  });

  it('are jumps where the level changes by more than 2 % of nominal', () => {
    const jump = fading(30, (capacity, row) => capacity - (row >= 15 ? 0.05 : 0));
    expect(facts(capacityOutliers(course(jump)))).toEqual([['capacity_jump', 16]]);
    const step = fading(30, (capacity, row) => capacity - (row >= 15 ? 0.03 : 0));
    expect(capacityOutliers(course(step))).toEqual([]);
  });

  it('pass over rows without a capacity', () => {
    const gaps = fading(30, (capacity, row) => (row % 4 === 0 ? Number.NaN : capacity));
    expect(capacityOutliers(course(gaps))).toEqual([]);
  });
});

describe('impossible capacity', () => {
  const capacities = fading(20, (capacity, row) => (row === 5 ? 2.7 : capacity));
  it('lies above 1.25 times what was given as nominal', () => {
    expect(facts(impossibleCapacity({ ...course(capacities), isNominalAssumed: false }))).toEqual([
      ['capacity_impossible', 6],
    ]);
    expect(impossibleCapacity({ ...course(fading(20)), isNominalAssumed: false })).toEqual([]);
  });

  it('is judged by the cell itself where nominal is a guess', () => {
    const guessed = { ...course(capacities, 1), isNominalAssumed: true };
    expect(facts(impossibleCapacity(guessed))).toEqual([['capacity_impossible', 6]]);
  });
});

describe('interpolated labels', () => {
  /** A cubic through tests 10 rows apart. */
  const cubic = (row: number): number => {
    const at = row % 10;
    const test = Math.floor(row / 10);
    return 2 - test / 20 - 0.003 * at - 0.0002 * at ** 2 + 0.00001 * at ** 3 * Math.sin(test);
  };
  it('follow a cubic exactly between tests', () => {
    const [entry, ...others] = interpolatedLabels(course(Array.from({ length: 80 }, (_, row) => cubic(row))));
    expect(entry).toMatchObject({ code: 'capacity_interpolated', repair: null });
    expect(others).toEqual([]);
  });

  it('are not what noise, rounded numbers, straight lines or few rows are', () => {
    const random = createRandom(1, 1);
    const rows = Array.from({ length: 80 }, (_, row) => row);
    const noisy = rows.map((row) => cubic(row) + 1e-5 * random.normal());
    const rounded = rows.map((row) => Math.round(1000 * cubic(row)) / 1000);
    const oddSteps = rows.map((row) => Math.round(cubic(row) / 0.0037) * 0.0037);
    const straight = rows.map((row) => 2 - row / 700);
    for (const capacities of [noisy, rounded, oddSteps, straight, rows.slice(0, 15).map(cubic)])
      expect(interpolatedLabels(course(capacities))).toEqual([]);
  });
});

describe('a life', () => {
  const life = (capacities: readonly number[], endOfLifeCycle: number | null = null, rest = {}) =>
    checkLife({ ...course(capacities), endOfLife: 0.8, endOfLifeCycle, hasCycleNumbers: true, ...rest });
  const codes = (entries: ReturnType<typeof life>) => entries.map(({ code }) => code);

  it('that is whole and long has nothing to tell', () => {
    expect(life(fading(300), 201)).toEqual([]);
  });

  it('without end is cut off; short is short; below its end at the start is told', () => {
    expect(codes(life(fading(60)))).toEqual(['censored']);
    expect(codes(life(fading(40)))).toEqual(['censored', 'short_life']);
    expect(codes(life(fading(300), 20))).toEqual(['short_life']);
    expect(
      codes(
        life(
          fading(300, (capacity) => capacity - 0.5),
          1,
        ),
      ),
    ).toEqual(['starts_below_end_of_life', 'short_life']);
  });

  it('with numbers missing says how many, and where', () => {
    const cycleIndex = Float64Array.from({ length: 100 }, (_, row) => (row < 50 ? row + 1 : row + 4));
    expect(life(fading(100), 90, { cycleIndex })).toMatchObject([
      { code: 'cycles_missing', count: 3, cycles: [54] },
    ]);
  });

  it('counted by rows says so, and whether its end may be missing', () => {
    const [, entry] = life(fading(80), null, { hasCycleNumbers: false });
    expect(entry).toMatchObject({ code: 'rows_may_not_be_cycles' });
    const [, near] = life(fading(150), null, { hasCycleNumbers: false });
    expect(near?.message).toContain('The last row stands at 85.1 % of nominal');
    expect(entry?.message).not.toContain('The last row stands');
  });

  it('that rises first says so', () => {
    const rising = fading(300, (capacity, row) => capacity - (row < 20 ? (20 - row) / 300 : 0));
    expect(life(rising, 200)).toMatchObject([{ code: 'capacity_rises', cycles: [21] }]);
  });
});
