import { describe, expect, it } from 'vitest';
import { findHeader } from '../../../../src/importer/columns/find-header.ts';
import { parseHeading } from '../../../../src/importer/columns/parse-heading.ts';

const rows = (text: string): string[][] => text.split('\n').map((line) => line.split(','));

describe('the names of columns', () => {
  it('are found below whatever is said about the test', () => {
    const header = findHeader(rows('Cell,A\n\nCapacity (Ah),2\nTime(s),Voltage(V),Current(A)\n0,3,1'));
    expect(header).toMatchObject({ firstRow: 3, endRow: 4, outerNames: [] });
  });

  it.each([
    'Time,Voltage,Current,Ah-Step\ns,V,A,Ah\n0,3,1,0',
    'Time,Voltage,Current,Ah-Step\n[s],[V],[A],[Ah]\n0,3,1,0',
    'Time,Voltage,Current,Ah-Step\n(s),(V),(A),(Ah)\n0,3,1,0',
  ])('take their units from a row of their own: %j', (text) => {
    expect(findHeader(rows(text))).toMatchObject({
      firstRow: 0,
      endRow: 2,
      columnNames: ['Time (s)', 'Voltage (V)', 'Current (A)', 'Ah-Step (Ah)'],
    });
  });

  it('take a row of values for values', () => {
    expect(findHeader(rows('Time(s),Voltage(V),Current(A),State\n0,3,1,C'))).toMatchObject({ endRow: 1 });
  });

  it('may begin with a tilde', () => {
    expect(findHeader(rows('~Time[s],U[V],I[A],Ah[Ah]\n0,3,1,0'))?.columnNames[0]).toBe('Time[s]');
  });

  it('of nested rows stand one below the other, each indented by one more', () => {
    const text = 'Cycle Index,Chg. Cap.(Ah)\n,Step Index,Step Type\n,,Time(s),Current(A),Voltage(V)\n1,2';
    expect(findHeader(rows(text))).toMatchObject({
      firstRow: 0,
      endRow: 3,
      outerNames: [
        ['Cycle Index', 'Chg. Cap.(Ah)'],
        ['', 'Step Index', 'Step Type'],
      ],
    });
  });

  it('of a table are those with a capacity; of nothing else', () => {
    expect(findHeader(rows('# made by a script\ncycle,capacity\n1,2'))).toMatchObject({ firstRow: 1 });
    expect(findHeader(rows('a,b\n1,2'))).toBeUndefined();
  });
});

describe('a name with its unit', () => {
  it.each([
    ['Voltage(V)', 'voltage', 'v'],
    ['Current [mA]', 'current', 'ma'],
    ['U{V}', 'u', 'v'],
    ['Ecell/V', 'ecell', 'v'],
    ['Q discharge/mA.h', 'qdischarge', 'mah'],
    ['Test Time / s', 'testtime', 's'],
    ['Voltage#V', 'voltage', 'v'],
    ['Voltage, mV', 'voltage', 'mv'],
    ['test_time_second', 'testtime', 'second'],
    ['Voltage_in_V', 'voltage', 'v'],
    ['Current mA', 'current', 'ma'],
    ['温度(℃)', '温度', 'c'],
    ['mAmps', 'amps', 'ma'],
    ['mAmp-hr', 'amphr', 'mah'],
    ['Cyc#', 'cyc', null],
    ['Cycle C', 'cyclec', null],
    ['<I>/mA', 'i', 'ma'],
    ['(Q-Qo)/mA.h', 'qqo', 'mah'],
    ['Time(h:min:s.ms)', 'time', 'h:min:sms'],
  ])('%s is %s in %s', (name, quantity, unit) => {
    expect(parseHeading(name)).toMatchObject({ quantity, unit });
  });
});
