/**
 * The names that cyclers give to their columns, in letters and digits of lower case without the unit, best name first;
 * and the units they are written in. From exports of Arbin, Neware (English, Chinese), BioLogic, Maccor, Novonix,
 * Digatron, Basytec, PEC, Landt, Gamry and the Battery Data Format; German and French where their software has it.
 */

/** A number in the unit × multiplier / divisor + offset is one in s, V, A, °C or Ah. */
export type Unit = readonly [multiplier: number, divisor?: number, offset?: number];
type Units = Readonly<Record<string, Unit>>;

export const quantityNames = ['time', 'voltage', 'current', 'temperature', 'capacity'] as const;
export type QuantityName = (typeof quantityNames)[number];

export const siUnits = { time: 's', voltage: 'V', current: 'A', temperature: '°C', capacity: 'Ah' } as const;

export const unitsOfQuantity = {
  time: {
    s: [1], sec: [1], secs: [1], second: [1], seconds: [1], ms: [1, 1000], us: [1, 1e6],
    min: [60], mins: [60], minute: [60], minutes: [60], h: [3600], hr: [3600], hrs: [3600], hour: [3600], hours: [3600],
    d: [86_400], day: [86_400], days: [86_400],
  },
  voltage: { v: [1], volt: [1], volts: [1], mv: [1, 1000], uv: [1, 1e6] },
  current: { a: [1], amp: [1], amps: [1], ampere: [1], amperes: [1], ma: [1, 1000], ua: [1, 1e6] },
  temperature: {
    c: [1], degc: [1], degreec: [1], celsius: [1], k: [1, 1, -273.15], kelvin: [1, 1, -273.15], f: [5, 9, -160 / 9],
  },
  capacity: { ah: [1], mah: [1, 1000], uah: [1, 1e6], amphr: [1], amphour: [1], as: [1, 3600] },
} as const satisfies Record<QuantityName, Units>; // prettier-ignore

/** Clocks that run through the test; then those that name nothing; then those of a step; then dates. */
export const timeNames = {
  test: [
    /^(test|total|testtotal|totaltest|elapsed|run|experiment|exp|measurement|prog|program|cumulative)(time|duration)(elapsed|total)?$/,
    /^(总时间|测试时间|累计时间|laufzeit|testzeit|prüfzeit|gesamtzeit|programmzeit|programmdauer|tempstotal)$/,
  ],
  plain: [/^(cycle)?time(elapsed|total)?$/, /^(t|test|total|zeit|temps|时间)$/],
  step: [/^(step|relative)(time|duration)?$/, /^(工步时间|相对时间|schrittzeit|schrittdauer)$/],
  date: [
    /^(date|dateandtime|datetime|datetimestamp|timestamp|realtime|systemtime|systime|dpttime|absolutetime|unixtime)$/,
    /^(绝对时间|系统时间|日期|datum|datumzeit|datumuhrzeit|zeitstempel|horodatage)$/,
  ],
} as const;

export const voltageNames: readonly RegExp[] = [
  /^(voltage|volts?|(cell|terminal|battery|measured|total)voltage|voltage(measured|terminal|cell))$/,
  /^(ecell|ewe|eweece|ewevsece|u|v|vf|ucell|vcell|potential|cellpotential|spannung|zellspannung|tension|电压)$/,
];
export const currentNames: readonly RegExp[] = [
  /^(current|(cell|measured|battery|applied)current|current(measured|applied))$/,
  /^(amps|i|im|icell|cur|strom|zellstrom|courant|电流)$/,
];
export const temperatureNames: readonly RegExp[] = [
  /^((cell|surface|battery|skin)?temperature(measured|t?1|cell|surface)?|surfacetemperaturet1)$/,
  /^(celltemp|temp|temp1|t1|auxtemperature1?|auxtemp1?|tcell|temperatur|zelltemperatur|température|温度)$/,
  /^(ambient|chamber|environment)temp(erature)?$/,
];
/** Of what was discharged. */
export const dischargeCapacityNames: readonly RegExp[] = [
  /^(discharg(e|ing)cap(acity)?|cap(acity|acitance|aciteit)?(discharge|dischg|dchg|dch|dis)|(dischg|disch|dchg|dch|dis|dchgd)cap(acity)?)$/,
  /^(q(discharge|dischg|dchg|dch|dis|d)|ah(discharge|dischg|dchg|dch|dis)|dchacp|dchcp|放电容量|entladekapazität|entladeladung|capacitédécharge)$/,
];
/** Of what was discharged; read only to be compared. */
export const dischargeEnergyNames =
  /^(discharg(e|ing)(energy|eng)|energy(discharge|dischg|dchg|dch|dis)|(dischg|disch|dchg|dch|dis)(energy|eng)|whd(i?s)?ch(g|arge)?|放电能量|entladeenergie)$/;
export const energyUnits: Units = { wh: [1], mwh: [1, 1000], kwh: [1000] };
/** Of what went through, whichever way: a counter of the step, of the cycle, or of the difference. */
export const capacityNames: readonly RegExp[] = [
  /^(capacity|cap|amphr|amphour|容量|kapazität|capacité)$/,
  /^(ah|ahstep|stepcapacity|stepah|ahaccu|ahbal|netcapacity|qqo|q|ladung)$/,
];
/** A counter of cycles before a counter of procedures. */
export const cycleColumnNames: readonly RegExp[] = [
  /^cycle(s|index|idx|number|num|no|nr|count|counter|id)?$/,
  /^(totalcycle|cyclec|cyc|cycc|cycno|cycnr|cyclen|ncycles?|zyklus|zyklen|zyklusnummer|zykluszähler|循环号|循环序号|循环|循环次数)$/,
  /^(cycle|cyc)p\d?$/,
];
export const stepTypeNames: readonly RegExp[] = [
  /^(steptype|stepname|stepmode|state|status|mode|md|workmode|workstate)$/,
  /^(工步类型|工步名称|工步状态|状态|工作模式|schrittart|schritttyp|betriebsart|zustand)$/,
];

const chineseNames = /电流|电压|容量|循环|时间|工步/;
export const holdsChineseName = (text: string): boolean => chineseNames.test(text);
