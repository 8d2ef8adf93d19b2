import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, createImportFolder, type ImportFolder } from '../../support/import-here.ts';
import { dischargedAh, madeUpSamples, type Sample, samplesAsCsv } from '../../support/raw-samples.ts';

let folder: ImportFolder;
beforeAll(async () => {
  folder = await createImportFolder();
});
afterAll(() => folder.close());

const samples = madeUpSamples(4);
const plain = {
  cycle: ({ cycle }: Sample) => cycle,
  'time (s)': ({ time }: Sample) => time,
  'voltage (V)': ({ voltage }: Sample) => voltage,
  'current (A)': ({ current }: Sample) => current,
};
const capacities = [1, 2, 3, 4].map(dischargedAh);

const capacityOf = async (content: string, request = {}): Promise<readonly number[]> =>
  (await folder.arraysOf(await folder.importOne(content, request)))['capacity_ah'] ?? [];

const close = (values: readonly number[], digits = 9) =>
  values.map((value): unknown => expect.closeTo(value, digits));

describe('samples with a cycle column', () => {
  it('become rows: capacity from the discharge current, sixteen features of the charge', async () => {
    const cell = await folder.importOne(samplesAsCsv(samples, plain));
    expect(cell).toMatchObject({ total_cycles: 4, label: null });
    expect(cell.features).toHaveLength(16);
    expect(cell.quality).toMatchObject({
      format: 'csv_time_series',
      rows_found: samples.length,
      cycles_found: 4,
      cycles_kept: 4,
      units: { time: { unit: 's', assumed: false }, current: { unit: 'A', assumed: false } },
    });
    expect(codesOf(cell)).toContain('capacity_integrated');
    const arrays = await folder.arraysOf(cell);
    expect(arrays['cycle_index']).toEqual([1, 2, 3, 4]);
    expect(arrays['capacity_ah']).toEqual(close(capacities));
    expect(arrays['features']?.every((value) => Number.isFinite(value))).toBe(true);
    const mean = arrays['features']?.[0] ?? 0;
    expect(mean).toBeGreaterThan(4);
    expect(mean).toBeLessThan(4.2);
  });

  it('keep their curves as measured, each cycle from 0 s', async () => {
    const curves = await folder.curvesOf(
      await folder.importOne(
        samplesAsCsv(samples, { ...plain, 'temperature (C)': ({ temperature }) => temperature }),
      ),
    );
    const second = samples.filter(({ cycle }) => cycle === 2);
    const [, from = 0, to = 0] = curves['cycle_offsets'] ?? [];
    expect(to - from).toBe(second.length);
    expect(curves['time_s']?.slice(from, from + 2)).toEqual([0, 30]);
    expect(curves['voltage_v']?.slice(from, to)).toEqual(
      close(
        second.map(({ voltage }) => voltage),
        5,
      ),
    );
    expect(curves['current_a']?.slice(from, to)).toEqual(
      close(
        second.map(({ current }) => current),
        5,
      ),
    );
    expect(curves['temperature_c']?.slice(from, to)).toEqual(
      close(
        second.map(({ temperature }) => temperature),
        5,
      ),
    );
  });

  const milli = ({ current }: Sample): number => current * 1000;
  const hours = ({ time }: Sample): number => time / 3600;
  it.each<[string, Parameters<typeof samplesAsCsv>[1], string?]>([
    ['Arbin', { Data_Point: (_, row) => row, 'Test_Time(s)': ({ time }) => time, Step_Index: ({ step }) => step, Cycle_Index: ({ cycle }) => cycle, 'Current(A)': ({ current }) => current, 'Voltage(V)': ({ voltage }) => voltage }],
    ['Neware', { 'Cycle Index': ({ cycle }) => cycle, 'Step Type': ({ step }) => ['', 'CC Chg', 'CV Chg', 'Rest', 'CC DChg', 'Rest'][step] ?? '', 'Time(h:min:s.ms)': ({ time }) => clockOf(time), 'Current(mA)': (sample) => Math.abs(milli(sample)), 'Voltage(mV)': ({ voltage }) => voltage * 1000 }],
    ['BioLogic', { 'time/s': ({ time }) => time, 'cycle number': ({ cycle }) => cycle, 'Ecell/V': ({ voltage }) => voltage, 'I/mA': milli }, '\t'],
    ['Maccor', { 'Cyc#': ({ cycle }) => cycle, Step: ({ step }) => step, 'Test (Min)': ({ time }) => time / 60, Amps: ({ current }) => Math.abs(current), Volts: ({ voltage }) => voltage, State: ({ current }) => (current > 0.01 ? 'C' : current < -0.01 ? 'D' : 'R') }],
    ['machine names', { cycle_number: ({ cycle }) => cycle, time_in_h: hours, voltage_in_V: ({ voltage }) => voltage, current_in_A: ({ current }) => current }],
    ['millisecond clocks', { cycle: ({ cycle }) => cycle, 'Time [ms]': ({ time }) => time * 1000, 'U [V]': ({ voltage }) => voltage, 'I [A]': ({ current }) => current }],
  ])('are known by the names of %s', async (_, columns, separator) => {
    const content = samplesAsCsv(samples, columns, separator);
    expect(await capacityOf(content)).toEqual(close(capacities, 4));
  }); // prettier-ignore

  it('of the Battery Data Format are known by its labels and its machine-readable names', async () => {
    const labels = {
      'Test Time / s': ({ time }: Sample) => time,
      'Voltage / V': ({ voltage }: Sample) => voltage,
      'Current / A': ({ current }: Sample) => current,
      'Cycle Count / 1': ({ cycle }: Sample) => cycle,
      'Step Index / 1': ({ step }: Sample) => step,
      'Ambient Temperature / degC': ({ temperature }: Sample) => temperature,
    };
    const machine = {
      test_time_second: labels['Test Time / s'],
      voltage_volt: labels['Voltage / V'],
      current_ampere: labels['Current / A'],
      cycle_count: labels['Cycle Count / 1'],
    };
    for (const columns of [labels, machine]) {
      const cell = await folder.importOne(samplesAsCsv(samples, columns));
      expect(cell.quality).toMatchObject({ format: 'bdf', cycles_kept: 4 });
      expect(cell.quality.units['time']).toMatchObject({ assumed: false });
    }
  });

  it('are read with semicolons, decimal commas, a byte order mark and CR LF', async () => {
    const text = `\uFEFF${samplesAsCsv(samples, plain, ';').replaceAll('.', ',').replaceAll('\n', '\r\n')}`;
    expect(await capacityOf(text)).toEqual(close(capacities));
  });

  it('are read below lines about the test', async () => {
    const preamble = 'Report of a test\nSerial number;7\n\n';
    expect(await capacityOf(preamble + samplesAsCsv(samples, plain, ';'))).toEqual(close(capacities));
  });

  it('of several cells are told apart by a cell column', async () => {
    const both = samples.flatMap((sample) => [
      { ...sample, cell: 'A' },
      { ...sample, cell: 'B', current: sample.current / 2 },
    ]);
    const cells = await folder.importAll(
      samplesAsCsv(both, { cell: (sample) => (sample as { cell?: string }).cell ?? '', ...plain }),
    );
    expect(cells.map(({ label, total_cycles }) => [label, total_cycles])).toEqual([['A', 4], ['B', 4]]); // prettier-ignore
    const [first, second] = await Promise.all(cells.map((cell) => folder.arraysOf(cell)));
    expect(second?.['capacity_ah']).toEqual(close((first?.['capacity_ah'] ?? []).map((value) => value / 2)));
  });

  it('with a table of cycles under the same names stay a table of cycles', async () => {
    const rows = 'cycle,time,voltage,current,capacity\n1,100,3.7,1,2\n2,100,3.7,1,1.9\n3,100,3.7,1,1.8\n';
    const cell = await folder.importOne(rows);
    expect(cell.quality.format).toBe('csv_cycles');
    expect(cell.features).toEqual(['time', 'voltage', 'current']);
  });
});

const clockOf = (seconds: number): string => {
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}.000`;
};

describe('samples without a cycle column', () => {
  const uncounted = Object.fromEntries(Object.entries(plain).slice(1));
  it('are cut where a charge follows a discharge, which is said', async () => {
    const cell = await folder.importOne(samplesAsCsv(samples, uncounted));
    expect(codesOf(cell)).toContain('rows_may_not_be_cycles');
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(close(capacities));
  });

  it('are not cut by short charges within a discharge', async () => {
    const pulsed = samples.map((sample, row) =>
      sample.step === 4 && row % 10 === 0 ? { ...sample, current: 1, voltage: sample.voltage + 0.2 } : sample,
    );
    expect((await folder.importOne(samplesAsCsv(pulsed, uncounted))).total_cycles).toBe(4);
  });
});

describe('a capacity that the file states beside its samples', () => {
  it('in every row of the cycle is taken to the last digit', async () => {
    const stated = (cycle: number): number => 0.9975071234567 * dischargedAh(cycle);
    const columns = { ...plain, 'capacity (Ah)': ({ cycle }: Sample) => stated(cycle) };
    const cell = await folder.importOne(samplesAsCsv(samples, columns));
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual([1, 2, 3, 4].map(stated));
    expect(codesOf(cell)).not.toContain('capacity_integrated');
  });

  it.each([
    ['through the cycle', true],
    ['through the whole test', false],
  ])('as a counter that runs %s is what it rose by', async (_, startsAgain) => {
    const chargePerSample = (2 * 30) / 3600;
    let counted = 0;
    let last = 1;
    const counter = ({ cycle, current }: Sample): number => {
      if (startsAgain && cycle !== last) counted = 0;
      last = cycle;
      if (current < -1) counted += chargePerSample;
      return counted;
    };
    const content = samplesAsCsv(samples, { ...plain, 'Discharge_Capacity(Ah)': counter });
    const expected = [1, 2, 3, 4].map((n) => chargePerSample * samples.filter(({ cycle, current }) => cycle === n && current < -1).length); // prettier-ignore
    expect(await capacityOf(content)).toEqual(close(expected, 6));
  });

  it('in mAh is converted; 0 or empty leaves the cycle without a row, or without a label where that is switched off', async () => {
    const stated = ['1900', '0', '', '1700'];
    const columns = { ...plain, 'capacity (mAh)': ({ cycle }: Sample) => stated[cycle - 1] ?? '' };
    const content = samplesAsCsv(samples, columns);
    const cell = await folder.importOne(content);
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual([1.9, 1.7]);
    expect(cell.quality.entries).toContainEqual(
      expect.objectContaining({ code: 'rows_dropped', cycles: [2, 3], repair: 'drop_rows_without_capacity' }),
    );
    const kept = await folder.importOne(content, { skip_repairs: ['drop_rows_without_capacity'] });
    expect((await folder.arraysOf(kept))['capacity_ah']).toEqual([1.9, Number.NaN, Number.NaN, 1.7]);
    expect(kept.quality.skipped_repairs).toEqual(['drop_rows_without_capacity']);
    expect(kept.dataset_hash).not.toBe(cell.dataset_hash);
  });
});

describe('what says which sign discharges', () => {
  const counter = (whenSign: number) => {
    let counted = 0;
    return ({ current }: Sample): number => {
      if (Math.sign(current) === whenSign && Math.abs(current) > 1) counted += (2 * 30) / 3600;
      return counted;
    };
  };
  const discharges = samples.filter(({ step }) => step > 3);
  const columns = { ...plain, 'voltage (V)': ({ voltage }: Sample) => 8 - voltage };

  it('is a counter of discharges, before a voltage that rises meanwhile', async () => {
    const cell = await folder.importOne(
      samplesAsCsv(discharges, { ...columns, 'Q discharge/Ah': counter(-1) }),
    );
    expect(codesOf(cell)).not.toContain('current_sign_swapped+flip_current_sign');
    expect(cell.total_cycles).toBe(4);
  });

  it('is the same counter where it rises with a positive current, whatever the voltage says', async () => {
    const turned = discharges.map((sample) => ({ ...sample, current: -sample.current }));
    const cell = await folder.importOne(samplesAsCsv(turned, { ...columns, 'Q discharge/Ah': counter(1) }));
    expect(codesOf(cell)).toContain('current_sign_swapped+flip_current_sign');
    expect(cell.total_cycles).toBe(4);
  });

  it('is said where nothing discharges', async () => {
    const idle = samplesAsCsv(samples.map((sample) => ({ ...sample, current: 0 })), plain); // prettier-ignore
    expect(await folder.issueOf(idle)).toContain('found no current at all in 4 cycles');
  });
});

describe('a column of cycles', () => {
  it('whose number is no whole one throughout is passed over, and the current cuts', async () => {
    const columns = { ...plain, cycle: () => 6.283185307179586 };
    const cell = await folder.importOne(samplesAsCsv(samples, columns));
    expect((await folder.arraysOf(cell))['cycle_index']).toEqual([1, 2, 3, 4]);
    expect(cell.quality.entries.map(({ message }) => message).join()).toContain('"cycle" does not count');
  });
});

describe('a text', () => {
  it('each of whose rows was put into quotation marks is read all the same', async () => {
    const [names = '', ...rows] = samplesAsCsv(samples, plain).split('\n');
    const wrapped = [names, ...rows.map((row) => `"${row}"`)].join('\n');
    expect(await capacityOf(wrapped)).toEqual(close(capacities));
  });

  it('whose times are none is refused for that, with the first of them', async () => {
    const columns = { ...plain, 'time (s)': ({ time }: Sample) => `0h ${String(time)}` };
    expect(await folder.issueOf(samplesAsCsv(samples, columns))).toMatch(
      /expected times in "time \(s\)" .*found "0h 0"; line 2/,
    );
  });
});

describe('samples that have to be repaired', () => {
  const swapped = samplesAsCsv(samples.map((sample) => ({ ...sample, current: -sample.current })), plain); // prettier-ignore
  it('with a swapped sign are turned', async () => {
    const cell = await folder.importOne(swapped);
    expect(codesOf(cell)).toContain('current_sign_swapped+flip_current_sign');
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(close(capacities));
    expect((await folder.curvesOf(cell))['current_a']?.[0]).toBe(2);
  });

  it('with a swapped sign are taken at their word where the repair is switched off', async () => {
    const cell = await folder.importOne(swapped, { skip_repairs: ['flip_current_sign'] });
    expect(codesOf(cell)).toContain('current_sign_swapped');
    expect((await folder.curvesOf(cell))['current_a']?.[0]).toBe(-2);
  });

  it('with one sign for both directions are refused', async () => {
    const unsigned = samples.map((sample) => ({ ...sample, current: Math.abs(sample.current) }));
    expect(await folder.issueOf(samplesAsCsv(unsigned, plain))).toContain('found the same sign throughout');
  });

  const shuffled = samples.map((sample, row) =>
    row === 20 ? { ...sample, time: sample.time - 45 } : sample,
  );
  it('with time that runs back are sorted; refused with the place where that is switched off', async () => {
    const cell = await folder.importOne(samplesAsCsv(shuffled, plain));
    expect(codesOf(cell)).toContain('time_not_monotonic+sort_time');
    const times = (await folder.curvesOf(cell))['time_s']?.slice(0, 50) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const issue = await folder.issueOf(samplesAsCsv(shuffled, plain), { skip_repairs: ['sort_time'] });
    expect(issue).toMatch(/Time runs back at 1 sample.*cycle 1.*taking "sort_time" out of skip_repairs/);
  });

  it('without numbers lose those samples; refused with the place where that is switched off', async () => {
    const columns = {
      ...plain,
      'voltage (V)': ({ voltage }: Sample, row: number) => (row === 5 ? 'x' : voltage),
    };
    const cell = await folder.importOne(samplesAsCsv(samples, columns));
    expect(codesOf(cell)).toContain('non_finite_values+drop_samples_without_numbers');
    const request = { skip_repairs: ['drop_samples_without_numbers' as const] };
    expect(await folder.issueOf(samplesAsCsv(samples, columns), request)).toMatch(
      /1 sample without .*cycle 1/,
    );
  });

  it('with cycles out of order are sorted', async () => {
    const order = [2, 1, 3, 4].flatMap((n) => samples.filter(({ cycle }) => cycle === n));
    const cell = await folder.importOne(samplesAsCsv(order, plain));
    expect(codesOf(cell)).toContain('cycles_reordered+sort_cycles');
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(close(capacities));
  });

  it('in parts that begin at cycle 1 each are put one after the other; refused where that is switched off', async () => {
    const parts = samplesAsCsv([...samples, ...samples], plain);
    const cell = await folder.importOne(parts);
    expect(cell.quality.entries).toContainEqual(
      expect.objectContaining({ code: 'cycles_repeated', cycles: [5], repair: 'join_parts' }),
    );
    const arrays = await folder.arraysOf(cell);
    expect(arrays['cycle_index']).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(arrays['capacity_ah']).toEqual(close([...capacities, ...capacities]));
    const issue = await folder.issueOf(parts, { skip_repairs: ['join_parts'] });
    expect(issue).toContain('found 8 runs of samples for 4 cycle numbers');
  });

  it('with a counter that starts again while the clock goes on are refused', async () => {
    const end = samples.at(-1)!.time + 30;
    const later = samples.map((sample) => ({ ...sample, time: sample.time + end }));
    const again = samplesAsCsv([...samples, ...later], plain);
    expect(await folder.issueOf(again)).toContain('found 8 runs of samples for 4 cycle numbers');
  });

  it('with a clock that starts again with every step go on, which is said', async () => {
    let [step, started] = [0, 0];
    const stepTime = ({ step: here, time }: Sample): number => {
      if (here !== step) [step, started] = [here, time];
      return time - started;
    };
    const columns = { 'Step_Time(s)': stepTime, ...plain, 'time (s)': () => 'not read' };
    const renamed = samplesAsCsv(samples, columns).replace('time (s)', 'remark');
    const cell = await folder.importOne(renamed);
    expect(codesOf(cell)).toContain('time_not_monotonic');
    expect((await folder.arraysOf(cell))['capacity_ah']).toEqual(close(capacities));
  });
});

describe('what is missing', () => {
  it('is no charge: rows without features', async () => {
    const discharges = samples.filter(({ step }) => step === 4);
    const cell = await folder.importOne(samplesAsCsv(discharges, plain));
    expect(cell).toMatchObject({ total_cycles: 4, features: [] });
    expect(cell.quality.entries).toContainEqual(
      expect.objectContaining({ code: 'column_left_out', count: 16 }),
    );
  });

  it('is the constant voltage of one charge: its features are missing, those of the others not', async () => {
    const cut = samples.filter(({ cycle, step }) => cycle !== 2 || step !== 2);
    const cell = await folder.importOne(samplesAsCsv(cut, plain));
    const features = (await folder.arraysOf(cell))['features'] ?? [];
    const missingByRow = [0, 1, 2, 3].map((row) => features.slice(16 * row, 16 * row + 16).filter(Number.isNaN).length); // prettier-ignore
    expect(missingByRow).toEqual([0, 8, 0, 0]);
  });

  it('is every discharge: refused', async () => {
    const charges = samples.filter(({ step }) => step < 3);
    expect(await folder.issueOf(samplesAsCsv(charges, plain))).toContain(
      'expected discharges with a capacity',
    );
  });
});

describe('a stated energy', () => {
  /** Wh since the test began, which fits voltage and current; `factor`: another unit than the name says. */
  const energyOf = (factor: number) => {
    let total = 0;
    return ({ voltage, current }: Sample): number =>
      factor * (total += current < -0.01 ? (-current * voltage * 30) / 3600 : 0);
  };
  const codesWith = async (factor: number): Promise<readonly string[]> => {
    const columns = { ...plain, 'Discharge_Energy(Wh)': energyOf(factor) };
    const cell = await folder.importOne(samplesAsCsv(samples, columns));
    return cell.quality.entries.map(({ code }) => code);
  };

  it('that fits voltage and current is passed over', async () => {
    expect(await codesWith(1)).not.toContain('energy_differs');
  });

  it.each([1000, 0.001, 1.3])('%d times what voltage and current give is told', async (factor) => {
    expect(await codesWith(factor)).toContain('energy_differs');
  });
});
