/** The records of a Neware file as they are found, in columns; once all are there, in the order of the test. */
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { createNumberList } from '../../columns/number-list.ts';

export interface NewareRecord {
  /** The instrument's own count, from 1; 0 for a record that is none. */
  readonly index: number;
  /** Which step it belongs to: another number is another step. */
  readonly step: number;
  /** What the step does, by `stepTypes`. */
  readonly status: number;
  /** s since the step began, or the test */
  readonly stepTimeS: number;
  readonly voltageV: number;
  readonly currentMilliA: number;
  /** Counted since the step began, of either sign. */
  readonly dischargedMilliAh: number;
}

type Columns = Readonly<Record<keyof NewareRecord, Float64Array>>;
/** Equally long, by index, each index once. */
export interface NewareRecords extends Columns {
  readonly count: number;
  /** The clock runs through the test and does not start again with a step. */
  readonly hasClockOfTest: boolean;
}

export interface RecordStore {
  /** Throws INVALID_FILE_FORMAT for one too many. */
  add(record: NewareRecord): void;
  finish(): NewareRecords;
}

export const maxRecords = 4_194_304;

export function createRecordStore(hasClockOfTest = false): RecordStore {
  const lists = {
    index: createNumberList(),
    step: createNumberList(),
    status: createNumberList(),
    stepTimeS: createNumberList(),
    voltageV: createNumberList(),
    currentMilliA: createNumberList(),
    dischargedMilliAh: createNumberList(),
  };
  return {
    add: (record) => {
      if (record.index === 0) return;
      if (lists.index.length === maxRecords) throw tooManyRecords();
      lists.index.push(record.index);
      lists.step.push(record.step);
      lists.status.push(record.status);
      lists.stepTimeS.push(record.stepTimeS);
      lists.voltageV.push(record.voltageV);
      lists.currentMilliA.push(record.currentMilliA);
      lists.dischargedMilliAh.push(Math.abs(record.dischargedMilliAh));
    },
    finish: () =>
      inOrder({
        count: lists.index.length,
        hasClockOfTest,
        index: lists.index.values(),
        step: lists.step.values(),
        status: lists.status.values(),
        stepTimeS: lists.stepTimeS.values(),
        voltageV: lists.voltageV.values(),
        currentMilliA: lists.currentMilliA.values(),
        dischargedMilliAh: lists.dischargedMilliAh.values(),
      }),
  };
}

export const tooManyRecords = (): Error =>
  invalidFile(`expected at most ${maxRecords} samples, found more; split the file, or leave samples out`);

/** A record may have been written twice, and a block before the one that it follows. */
function inOrder(records: NewareRecords): NewareRecords {
  const { index } = records;
  if (index.every((value, at) => at === 0 || value > (index[at - 1] ?? 0))) return records;
  const order = Uint32Array.from(index.keys()).sort((a, b) => (index[a] ?? 0) - (index[b] ?? 0) || a - b);
  const once = order.filter((at, place) => place === 0 || index[at] !== index[order[place - 1] ?? 0]);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(once, (at) => values[at] ?? Number.NaN);
  return {
    count: once.length,
    hasClockOfTest: records.hasClockOfTest,
    index: pick(index),
    step: pick(records.step),
    status: pick(records.status),
    stepTimeS: pick(records.stepTimeS),
    voltageV: pick(records.voltageV),
    currentMilliA: pick(records.currentMilliA),
    dischargedMilliAh: pick(records.dischargedMilliAh),
  };
} // prettier-ignore
