/** The same discharges, counted in every way in which cyclers count: the same capacities. */
import { describe, expect, it } from 'vitest';
import { believeCapacity, type Columns } from '../../../../src/cells/cycles/believe-capacity.ts';
import { capacityOfCycle } from '../../../../src/cells/cycles/capacity-of-cycle.ts';
import { compareCapacity } from '../../../../src/cells/cycles/compare-capacity.ts';
import { cutCycles } from '../../../../src/cells/cycles/cut-cycles.ts';
import { withStatedCapacity } from '../../../../src/cells/cycles/stated-capacity.ts';

/** Minutes of charge, rest, discharge and rest at 2 A in each of three cycles. */
const plan = [
  [62, 5, 60, 3],
  [61, 5, 59, 3],
  [60, 5, 58, 3],
] as const;

interface Sample {
  readonly cycle: number;
  readonly step: number;
  readonly minute: number;
  readonly current: number;
  /** Ah of this step so far */
  readonly stepAh: number;
  readonly charged: number;
  readonly discharged: number;
  readonly dischargedInCycle: number;
}

function samplesOfPlan(): readonly Sample[] {
  const samples: Sample[] = [];
  let [minute, charged, discharged] = [0, 0, 0];
  for (const [index, steps] of plan.entries()) {
    let dischargedInCycle = 0;
    for (const [step, minutes] of steps.entries()) {
      const current = [2, 0, -2, 0][step] ?? 0;
      for (let at = 0; at <= minutes; at += 1) {
        const moved = at === 0 ? 0 : Math.abs(current) / 60;
        if (current > 0) charged += moved;
        if (current < 0) [discharged, dischargedInCycle] = [discharged + moved, dischargedInCycle + moved];
        const stepAh = (Math.abs(current) * at) / 60;
        samples.push({ cycle: index + 1, step, minute, current, stepAh, charged, discharged, dischargedInCycle });
        minute += at === minutes ? 0 : 1;
      }
    }
  }
  return samples;
} // prettier-ignore

const samples = samplesOfPlan();
const curve = {
  timeS: Float64Array.from(samples, ({ minute }) => minute * 60),
  voltageV: Float64Array.from(samples, ({ current, stepAh }) => 3.6 + Math.sign(current) * (0.1 + stepAh / 10)),
  currentA: Float64Array.from(samples, ({ current }) => current),
  temperatureC: null,
}; // prettier-ignore
const expected = plan.map(([, , minutes]) => minutes / 30);
const cut = () =>
  cutCycles(curve, {
    cycleColumns: [{ name: 'cycle', numbers: Float64Array.from(samples, ({ cycle }) => cycle) }],
    isStepTime: false,
    skipped: new Set(),
  }).cycles;

const statedBy = (counter: (sample: Sample, row: number) => number): readonly number[] =>
  withStatedCapacity(cut(), Float64Array.from(samples, counter)).map(
    (stated) => capacityOfCycle({ cycleIndex: 1, summary: {}, ...stated }, 0.01).capacityAh,
  );

const noise = (row: number): number => (row % 7 === 3 ? 1e-5 : 0);

describe('a counter', () => {
  it.each<[string, (sample: Sample, row: number) => number]>([
    ['of what was discharged in the whole test', ({ discharged }) => discharged],
    ['of what was discharged in the cycle', ({ dischargedInCycle }) => dischargedInCycle],
    ['of each step, charges too', ({ stepAh }) => stepAh],
    ['of each step, negative while discharging', ({ stepAh, current }) => Math.sign(current) * stepAh],
    ['of the difference of charge and discharge', ({ charged, discharged }) => charged - discharged],
    ['of the difference, from far below zero', ({ charged, discharged }) => charged - discharged - 5],
    ['of the difference, the other way', ({ charged, discharged }) => discharged - charged],
    ['of the whole test, rounded up and down', ({ discharged }, row) => discharged + noise(row)],
    ['of the whole test, negative', ({ discharged }) => -discharged],
  ])('%s states the same capacities', (_, counter) => {
    for (const [index, capacity] of statedBy(counter).entries()) {
      expect(capacity).toBeGreaterThan((expected[index] ?? 0) * 0.998);
      expect(capacity).toBeLessThan((expected[index] ?? 0) * 1.002);
    }
  });

  it('of the whole test states nothing for a cycle in which it stands still', () => {
    const counter = ({ cycle, discharged }: Sample): number => (cycle === 3 ? 119 / 30 : discharged);
    expect(statedBy(counter)[2]).toBeNaN();
  });

  it('that writes the capacity of the cycle in every row is taken at its word, also where two are alike', () => {
    expect(statedBy(({ cycle }) => (cycle === 1 ? 1.9 : 1.8))).toEqual([1.9, 1.8, 1.8]);
  });
});

const columns = (over: Partial<Columns>, ...factors: readonly number[]): Columns => ({
  capacities: factors.map((factor, index) => ({
    name: `Capacity ${String(index + 1)}`,
    isUnitNamed: false,
    comparison: compareCapacity(
      [
        {
          cycles: cut(),
          capacities: [Float64Array.from(samples, ({ discharged }) => discharged * factor)],
          dischargeColumns: [0],
        },
      ],
      0,
    ),
  })),
  timeWithoutUnit: undefined,
  currentWithoutUnit: undefined,
  ...over,
});
const named = (one: Columns): Columns => ({
  ...one,
  capacities: one.capacities.map((capacity) => ({ ...capacity, isUnitNamed: true })),
});

describe('of stated and integrated capacity', () => {
  it('the stated one is believed where they agree, to the first column that does', () => {
    expect(believeCapacity(columns({}, 1))).toMatchObject({ column: 0, units: {}, entries: [] });
    const second = believeCapacity(columns({}, 1.7, 1.01));
    expect(second).toMatchObject({ column: 1, units: {} });
    expect(second.entries[0]?.message).toMatch(/"Capacity 2", not from "Capacity 1"/);
  });

  it.each<[string, Columns, unknown]>([
    ['a time in minutes', named(columns({ timeWithoutUnit: 'TestTime' }, 60)), { time: { unit: 'min' } }],
    ['a time in hours', named(columns({ timeWithoutUnit: 'TestTime' }, 3600)), { time: { unit: 'h' } }],
    ['a current in mA', named(columns({ currentWithoutUnit: 'I' }, 0.001)), { current: { unit: 'mA' } }],
    ['a capacity in mAh', columns({}, 1000), { capacity: { unit: 'mAh' } }],
    ['a capacity in As', columns({}, 3600), { capacity: { unit: 'As' } }],
    ['hours and mA', named(columns({ timeWithoutUnit: 't', currentWithoutUnit: 'I' }, 3.6)), { time: { unit: 'h' }, current: { unit: 'mA' } }],
  ])('follows the unit of %s', (_, given, units) => {
    const { column, units: found, entries } = believeCapacity(given);
    expect(column).toBe(0);
    expect(found).toMatchObject(units as object);
    expect(Object.keys(found)).toEqual(Object.keys(units as object));
    expect(entries.every(({ severity }) => severity === 'warning')).toBe(true);
  }); // prettier-ignore

  it('the integral is believed where many samples say otherwise, which is a warning', () => {
    const { column, entries } = believeCapacity(named(columns({}, 1.4)));
    expect(column).toBeNull();
    expect(entries[0]).toMatchObject({ code: 'capacity_differs', severity: 'warning' });
    expect(entries[0]?.message).toMatch(/states 2\.7\d+ Ah.*is 1\.9\d+ Ah.*The integral was believed/);
  });

  it('none is believed where one is in another unit than its name says', () => {
    expect(() => believeCapacity(named(columns({}, 1000)))).toThrow('The file cannot be imported');
    expect(() => believeCapacity(named(columns({}, 60)))).toThrow('The file cannot be imported');
  });

  it('the integral counts where nothing is stated', () => {
    expect(believeCapacity(columns({}, 0))).toEqual({ column: null, units: {}, entries: [] });
    expect(believeCapacity(columns({}))).toEqual({ column: null, units: {}, entries: [] });
  });
});
