/** Which columns of a cycler's export hold the samples: time, voltage, current, and what says more about them. */
import type { Quality, QualityEntry } from '../../shared/contract/quality.ts';
import { qualityEntry } from '../../cells/quality/quality-entry.ts';
import { cellNames, compact, cycleNames, type NumberColumn } from '../../cells/columns/column-roles.ts';
import { type Heading, parseHeading } from './parse-heading.ts';

export interface QuantityColumn extends NumberColumn {
  /** As the file calls it; null where it does not. */
  readonly unit: string | null;
  /** Value in s, V, A, Ah or °C = number × multiplier / divisor + offset; 1900 mAh are 1.9 Ah to the last digit. */
  readonly multiplier: number;
  readonly divisor: number;
  readonly offset: number;
}

export interface SeriesRoles {
  /** By the labels of the Battery Data Format, whatever file they stand in. */
  readonly isBatteryDataFormat: boolean;
  readonly time: QuantityColumn;
  /** The clock starts again with every step. */
  readonly isStepTime: boolean;
  readonly voltage: QuantityColumn;
  readonly current: QuantityColumn;
  readonly temperature: QuantityColumn | undefined;
  readonly capacity: QuantityColumn | undefined;
  readonly cycle: NumberColumn | undefined;
  /** Words such as `CC_DChg`; tells the sign where the current has none. */
  readonly stepType: NumberColumn | undefined;
  readonly cell: NumberColumn | undefined;
  readonly units: Quality['units'];
  readonly entries: readonly QualityEntry[];
}

/** In s, V, A, Ah or °C. */
export const convert = ({ multiplier, divisor, offset }: QuantityColumn, value: number): number =>
  (value * multiplier) / divisor + offset;

type Units = Readonly<Record<string, readonly [multiplier: number, divisor?: number, offset?: number]>>;
const timeUnits: Units = {
  s: [1], sec: [1], secs: [1], second: [1], seconds: [1], ms: [1, 1000], us: [1, 1e6],
  min: [60], mins: [60], minute: [60], minutes: [60], h: [3600], hr: [3600], hrs: [3600], hour: [3600], hours: [3600],
  d: [86_400], day: [86_400], days: [86_400],
}; // prettier-ignore
const voltageUnits: Units = { v: [1], volt: [1], volts: [1], mv: [1, 1000], uv: [1, 1e6] };
const currentUnits: Units = {
  a: [1],
  amp: [1],
  amps: [1],
  ampere: [1],
  amperes: [1],
  ma: [1, 1000],
  ua: [1, 1e6],
};
const temperatureUnits: Units = {
  c: [1],
  degc: [1],
  degreec: [1],
  celsius: [1],
  k: [1, 1, -273.15],
  kelvin: [1, 1, -273.15],
  f: [5, 9, -160 / 9],
};
const capacityUnits: Units = { ah: [1], mah: [1, 1000], amphr: [1], amphour: [1], as: [1, 3600] };

/** Best name first. */
const timeNames = [
  /^(test|total|testtotal|elapsed|run|experiment|measurement|cycle|program)?time(elapsed|total)?$/,
  /^(t|test)$/,
];
const stepTimeNames = [/^(step|relative)(time)?$/];
const voltageNames = [
  /^(voltage|volts?|(cell|terminal|battery|measured|total)voltage|voltage(measured|terminal|cell))$/,
  /^(ecell|ewe|u|v|potential|cellpotential|spannung)$/,
];
const currentNames = [
  /^(current|(cell|measured|battery|applied)current|current(measured|applied))$/,
  /^(amps|i|cur|strom)$/,
];
const temperatureNames = [
  /^((cell|surface|battery|skin)?temperature(measured|t?1|cell|surface)?|surfacetemperaturet1)$/,
  /^(celltemp|temp|temp1|t1|auxtemperature1?|auxtemp1?|tcell)$/,
  /^(ambient|chamber|environment)temp(erature)?$/,
];
const seriesCapacityNames = [
  /^(discharg(e|ing)capacity|capacitydischarge|capacit(y|ance)dchg|dischargecap|dch?ca?p|dchg?capacity|dischgcapacity|qdischarge|qdis|qdchg|qd)$/,
  /^(capacity|cap|amphr)$/,
];
const seriesCycleNames = [...cycleNames, /^(totalcycle|cyc|cycle)[cp]?$/];
const stepTypeNames = [/^(steptype|stepname|stepmode|state|status|mode|md|workmode|workstate)$/];

/** The required and recommended labels of the Battery Data Format, and its machine-readable names. */
const bdfNames = [
  ['test time / s', 'test_time_second'],
  ['voltage / v', 'voltage_volt'],
  ['current / a', 'current_ampere'],
];

/** Undefined where time, voltage and current are not all there: then it is no export of samples. */
export function findSeriesRoles(header: readonly string[]): SeriesRoles | undefined {
  const find = (names: readonly RegExp[], units: Units): QuantityColumn | undefined =>
    findQuantity(header, names, units);
  const word = (names: readonly RegExp[]): NumberColumn | undefined => findWord(header, names);
  const [testTime, stepTime] = [find(timeNames, timeUnits), find(stepTimeNames, timeUnits)];
  const time = testTime ?? stepTime;
  const [voltage, current] = [find(voltageNames, voltageUnits), find(currentNames, currentUnits)];
  if (!time || !voltage || !current) return undefined;
  const [temperature, capacity] = [
    find(temperatureNames, temperatureUnits),
    find(seriesCapacityNames, capacityUnits),
  ];
  const isBatteryDataFormat = bdfNames.every((names) =>
    header.some((name) => names.includes(name.trim().toLowerCase())),
  );
  const quantities = { time, voltage, current, temperature, capacity };
  return {
    ...quantities,
    isBatteryDataFormat,
    isStepTime: testTime === undefined,
    cycle: word(seriesCycleNames),
    stepType: word(stepTypeNames),
    cell: word(cellNames),
    units: unitsOf(quantities),
    entries: [...assumedUnits(quantities), ...notRead(header, quantities)],
  };
}

function findQuantity(
  header: readonly string[],
  names: readonly RegExp[],
  units: Units,
): QuantityColumn | undefined {
  const headings = header.map((name, position) => ({ name: name.trim(), position, ...parseHeading(name) }));
  for (const pattern of names) {
    for (const heading of headings) {
      const known = unitOf(heading, units);
      if (!known || !pattern.test(heading.quantity)) continue;
      const { name, position, unitText } = heading;
      return {
        name,
        position,
        unit: unitText,
        multiplier: known[0],
        divisor: known[1] ?? 1,
        offset: known[2] ?? 0,
      };
    }
  }
  return undefined;
}

/** Names that say too little without a unit. */
const needsUnit = /^(.|test|step)$/;

/** Undefined where the unit is another quantity's. Clocks such as `h:min:s` are read as seconds. */
function unitOf({ quantity, unit }: Heading, units: Units): Units[string] | undefined {
  if (unit === null) return needsUnit.test(quantity) ? undefined : [1];
  if (unit.includes(':') && units === timeUnits) return [1];
  return Object.hasOwn(units, unit) ? units[unit] : undefined;
}

/** `Cycle Count / 1`: the unit of a count may stand there too. */
function findWord(header: readonly string[], names: readonly RegExp[]): NumberColumn | undefined {
  for (const pattern of names) {
    for (const [position, name] of header.entries()) {
      const { quantity, unit } = parseHeading(name);
      if (pattern.test(compact(name)) || (unit === '1' && pattern.test(quantity))) {
        return { name: name.trim(), position };
      }
    }
  }
  return undefined;
}

type Quantities = Readonly<
  Record<'time' | 'voltage' | 'current' | 'temperature' | 'capacity', QuantityColumn | undefined>
>;
const siUnits = { time: 's', voltage: 'V', current: 'A', temperature: '°C', capacity: 'Ah' } as const;
const quantityNames = ['time', 'voltage', 'current', 'temperature', 'capacity'] as const;

function unitsOf(quantities: Quantities): Quality['units'] {
  return Object.fromEntries(
    quantityNames.flatMap((name) => {
      const column = quantities[name];
      if (!column) return [];
      return [[name, { unit: column.unit ?? siUnits[name], assumed: column.unit === null }] as const];
    }),
  );
}

function assumedUnits(quantities: Quantities): readonly QualityEntry[] {
  return quantityNames.flatMap((name) => {
    const column = quantities[name];
    if (!column || column.unit !== null) return [];
    return [
      qualityEntry(
        'unit_assumed',
        'info',
        `"${column.name}" does not name its unit: ${siUnits[name]} assumed.`,
      ),
    ];
  });
}

function notRead(header: readonly string[], quantities: Quantities): readonly QualityEntry[] {
  const used = new Set(quantityNames.map((name) => quantities[name]?.position));
  const words = [seriesCycleNames, stepTypeNames, [...cellNames]].map(
    (names) => findWord(header, names)?.position,
  );
  for (const position of words) used.add(position);
  const others = header
    .map((name) => name.trim())
    .filter((name, position) => name !== '' && !used.has(position));
  if (others.length === 0) return [];
  const shown = others.slice(0, 12).map((name) => `"${name.slice(0, 60)}"`);
  const more = others.length > shown.length ? ` and ${others.length - shown.length} more` : '';
  const message = `Left out of the samples: ${shown.join(', ')}${more}.`;
  return [qualityEntry('column_left_out', 'info', message, { count: others.length })];
}
