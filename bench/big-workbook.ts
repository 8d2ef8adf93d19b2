/** A workbook of Arbin's fourteen columns, with numbers as long as measured ones are. */
import { createRandom } from '../src/shared/domain/random.ts';
import { columnName, xlsxOf } from '../test/support/xlsx-writer.ts';

const names = [
  'Data_Point', 'Date_Time', 'Test_Time(s)', 'Step_Time(s)', 'Cycle_Index', 'Step_Index', 'Current(A)', 'Voltage(V)',
  'Charge_Capacity(Ah)', 'Discharge_Capacity(Ah)', 'Charge_Energy(Wh)', 'Discharge_Energy(Wh)', 'Internal_Resistance(Ohm)',
  'dV/dt(V/s)',
]; // prettier-ignore
const letters = names.map((_, index) => columnName(index));
const perCycle = 600;
const intervalS = 12;
const firstDay = 45_352;
const rowsAtOnce = 10_000;

/** 107 bytes a row, packed: 480 000 rows are 51 MB. */
export function bigWorkbook(rowCount: number): Buffer {
  const chunks = [Buffer.from('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')]; // prettier-ignore
  const rowXml = createRows();
  let part = headerXml();
  for (let row = 0; row < rowCount; row += 1) {
    part += rowXml(row);
    if (row % rowsAtOnce === rowsAtOnce - 1 || row === rowCount - 1) {
      chunks.push(Buffer.from(part));
      part = '';
    }
  }
  chunks.push(Buffer.from('</sheetData></worksheet>'));
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.concat(chunks) };
  return xlsxOf([{ name: 'Channel_1-001', rows: [names] }], { parts: [sheet] });
}

const headerXml = (): string =>
  `<row r="1">${letters.map((letter, index) => `<c r="${letter}1" t="s"><v>${index}</v></c>`).join('')}</row>`;

function createRows(): (row: number) => string {
  const random = createRandom(3, 0);
  let counters = [0, 0, 0, 0];
  return (row) => {
    const phase = row % perCycle;
    if (phase === 0) counters = [0, 0, 0, 0];
    const isCharge = phase < perCycle / 2;
    const share = (phase % (perCycle / 2)) / (perCycle / 2);
    const current = (isCharge ? 2 : -2) + 1e-4 * random.uniform();
    const voltage = (isCharge ? 3.3 + 0.9 * share : 4.1 - 1.2 * share) + 1e-4 * random.uniform();
    const movedAh = (Math.abs(current) * intervalS) / 3600;
    const side = isCharge ? 0 : 1;
    counters[side] = (counters[side] ?? 0) + movedAh;
    counters[2 + side] = (counters[2 + side] ?? 0) + movedAh * voltage;
    const time = row * intervalS;
    const values = [row + 1, firstDay + time / 86_400, time, (phase % (perCycle / 2)) * intervalS, 1 + Math.floor(row / perCycle), 1 + side, current, voltage, ...counters, 0, 1e-4 * random.uniform()]; // prettier-ignore
    const cells = values.map((value, index) => `<c r="${letters[index] ?? ''}${row + 2}"${index === 1 ? ' s="1"' : ''}><v>${value}</v></c>`); // prettier-ignore
    return `<row r="${row + 2}">${cells.join('')}</row>`;
  };
}
