/** Records of a Neware file → a sheet, with a clock and cycles through the whole test. */
import type { ContentName } from '../../../shared/contract/formats.ts';
import { numberAt } from '../../../cells/number-at.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import type { Sheet, SheetRow } from '../../columns/sheet.ts';
import { beginsCharge, isDischarge, stepTypes } from './neware-words.ts';
import type { NewareRecords } from './record-store.ts';

const columnNames = [
  'Cycle',
  'Step Type',
  'Test Time (s)',
  'Voltage (V)',
  'Current (mA)',
  'Discharge Capacity (mAh)',
];
const rowsAtOnce = 4096;

/** Throws INVALID_FILE_FORMAT where there is no record. */
export function sheetOfRecords(records: NewareRecords, content: ContentName): Sheet {
  if (records.count === 0) throw invalidFile('expected records of a test, found none; is the file whole?');
  return {
    label: null,
    columnNames,
    batches: rowsOf(records),
    lineName: 'row',
    hasDecimalComma: false,
    content: { ofCycles: content, ofSamples: content },
    entries: [],
    hasInstrumentsCounter: true,
  };
} // prettier-ignore

function* rowsOf(records: NewareRecords): Generator<readonly SheetRow[], void> {
  const cycleOf = countCycles();
  const timeOf = runThrough(records.hasClockOfTest);
  const { index, step, status, stepTimeS, voltageV, currentMilliA, dischargedMilliAh } = records;
  for (let from = 0; from < records.count; from += rowsAtOnce) {
    const rows: SheetRow[] = [];
    for (let at = from; at < Math.min(from + rowsAtOnce, records.count); at += 1) {
      const [stepHere, statusHere] = [numberAt(step, at), numberAt(status, at)];
      const record = [
        cycleOf(statusHere, stepHere),
        stepTypes[statusHere] ?? '',
        timeOf(numberAt(stepTimeS, at), stepHere),
        numberAt(voltageV, at),
        numberAt(currentMilliA, at),
        numberAt(dischargedMilliAh, at),
      ];
      rows.push({ record, line: numberAt(index, at) });
    }
    yield rows;
  }
}

/** As Neware's own software counts: a charge that follows a discharge begins a cycle. */
function countCycles(): (status: number, step: number) => number {
  let [cycle, hasDischarged, before, stepBefore] = [1, false, 0, 0];
  return (status, step) => {
    const isNewStep = status !== before || step !== stepBefore;
    if (isNewStep && hasDischarged && beginsCharge(status)) {
      cycle += 1;
      hasDischarged = false;
    } else if (isDischarge(status)) hasDischarged = true;
    before = status;
    stepBefore = step;
    return cycle;
  };
}

/**
 * The clock starts again with every step: what it read at the end of the steps before is added. A clock of the test is
 * taken as it is, unless it falls.
 */
function runThrough(hasClockOfTest: boolean): (timeS: number, step: number) => number {
  let [passedS, lastS, stepBefore] = [0, 0, Number.NaN];
  return (timeS, step) => {
    if (timeS < lastS || (step !== stepBefore && !hasClockOfTest)) {
      passedS += lastS;
      lastS = 0;
    }
    stepBefore = step;
    if (timeS >= 0) lastS = timeS;
    return passedS + timeS;
  };
}
