/** What the layouts of published MATLAB files look like, in a few numbers. */
import { type MatFixture, row, structs, text } from './mat-v5-writer.ts';

function curve(seconds: readonly number[], volts: readonly number[], amperes: readonly number[]) {
  return {
    Time: row(seconds),
    Voltage_measured: row(volts),
    Current_measured: row(amperes),
    Temperature_measured: row(seconds.map(() => 24.5)),
  };
}

const charge = structs(curve([0, 10, 20], [3.5, 3.9, 4.2], [1.5, 1.5, 0.1]));
const discharge = (capacity: readonly number[]): MatFixture =>
  structs({ ...curve([0, 9, 18, 27], [4.2, 3.8, 3.4, 2.7], [0, -2, -2, -2]), Capacity: row(capacity) });
const impedance = structs({
  Battery_impedance: { kind: 'double', dims: [2, 1], real: [0.1, 0.2], imaginary: [-0.01, 0.02] },
  Re: row([0.05]),
});

function entry(type: string, data: MatFixture, celsius = 24) {
  return {
    type: text(type),
    ambient_temperature: row([celsius]),
    time: row([2008, 4, 2, 13, 8, 17.9]),
    data,
  };
}

/** Four charges, three discharges (1.5 Ah, 0, empty) and an impedance; the last charge is followed by nothing. */
export const nasaFixture: Readonly<Record<string, MatFixture>> = {
  B0001: structs({
    cycle: structs(
      entry('charge', charge),
      entry('impedance', impedance, 4),
      entry('discharge', discharge([1.5])),
      entry('charge', charge),
      entry('charge', charge),
      entry('discharge', discharge([0]), 43),
      entry('discharge', discharge([])),
      entry('charge', charge),
    ),
  }),
};

/** Minutes: 6 minutes at 1 A in, 6 minutes at 1 A out. */
function fastCycle(factor: number) {
  return {
    t: row([0, 3, 6, 9, 12]),
    V: row([2 * factor, 3.1, 3.5, 3.2, 2]),
    I: row([1, 1, 1, -1, -1]),
    T: row([30, 31, 32, 33, 34]),
    Qc: row([0, 0.05, 0.1, 0.1, 0.1]),
    Qd: row([0, 0, 0, 0.05, 0.1]),
  };
}

function fastCell(barcode: string, life: number) {
  return {
    barcode: text(barcode),
    policy_readable: text('3.6C(80%)-3.6C'),
    cycle_life: row([life]),
    summary: structs({
      cycle: row([1, 2, 4]),
      QDischarge: row([0.1, 0.099, Number.NaN]),
      IR: row([0.016, 0.017, 0.018]),
    }),
    cycles: structs(fastCycle(1), fastCycle(1.01), fastCycle(1.02)),
  };
}

export const seversonFixture: Readonly<Record<string, MatFixture>> = {
  batch: structs(fastCell('EL150800460514', 1852), fastCell('EL150800460486', Number.NaN)),
};

export const tableFixture: Readonly<Record<string, MatFixture>> = {
  cells: structs({
    cycle: row([1, 2, 3]),
    capacity: row([2, 1.9, 1.8]),
    resistance: { kind: 'double', dims: [3, 1], real: [0.1, 0.11, 0.12] },
    name: text('cell 7'),
  }),
};
