/**
 * A test in three `.ndc` files, put together: every sample has its voltage and current; the clock and the counters stand
 * beside some of them, and in between the clock ran on by the interval that was last said, and the counter by the current.
 */
import { numberAt } from '../../../cells/number-at.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { createNumberList, type NumberList } from '../../columns/number-list.ts';
import type { SplitLayout } from './ndc-layouts.ts';
import { takeRecords } from './ndc-pages.ts';
import {
  createRecordStore,
  maxRecords,
  type NewareRecords,
  type RecordStore,
  tooManyRecords,
} from './record-store.ts';

interface SplitPieces {
  readonly samples: AsyncIterable<Buffer>;
  readonly clock: AsyncIterable<Buffer>;
  readonly steps: AsyncIterable<Buffer>;
}

export async function readSplitRecords(layout: SplitLayout, pieces: SplitPieces): Promise<NewareRecords> {
  const statusOfStep = await readSteps(layout, pieces.steps);
  const readings = await readClock(layout, pieces.clock);
  const store = createRecordStore();
  const follow = followClock(readings, statusOfStep, store);
  let index = 0;
  await takeRecords(pieces.samples, layout.samples, (bytes, at) => {
    index += 1;
    const voltageV = bytes.readFloatLE(at) * layout.volt;
    // A place that was never written; its number is not given again.
    if (voltageV !== 0) follow(index, voltageV, bytes.readFloatLE(at + 4) * layout.milliampere);
  });
  return store.finish();
}

/** What each step does, in the order in which they were run. */
async function readSteps(
  { steps, stepMark }: SplitLayout,
  pieces: AsyncIterable<Buffer>,
): Promise<readonly number[]> {
  const statuses: number[] = [];
  await takeRecords(pieces, steps, (bytes, at) => {
    if (bytes.readInt32LE(at + stepMark) === 0) return;
    if (statuses.length === maxRecords) throw tooManyRecords();
    statuses.push(bytes[at + 24] ?? 0);
  });
  return statuses;
}

/** Readings of the clock, in the order of the samples that they belong to. */
interface Readings {
  readonly count: number;
  readonly index: Float64Array;
  /** s since the step began */
  readonly stepTimeS: Float64Array;
  /** s from this sample to the next */
  readonly intervalS: Float64Array;
  readonly dischargedMilliAh: Float64Array;
  /** Of the steps as they were run, from 1. */
  readonly step: Float64Array;
}

const newLists = () => ({
  index: createNumberList(),
  stepTimeS: createNumberList(),
  intervalS: createNumberList(),
  dischargedMilliAh: createNumberList(),
  step: createNumberList(),
});

async function readClock({ clock, milliampereHour }: SplitLayout, pieces: AsyncIterable<Buffer>): Promise<Readings> {
  const lists = newLists();
  await takeRecords(pieces, clock, (bytes, at) => {
    const index = bytes.readInt32LE(at + 41);
    if (index <= 0) return;
    if (lists.index.length === maxRecords) throw tooManyRecords();
    lists.index.push(index);
    lists.stepTimeS.push(bytes.readInt32LE(at) / 1000);
    lists.intervalS.push(bytes.readInt32LE(at + 29) / 1000);
    lists.dischargedMilliAh.push(Math.abs(bytes.readFloatLE(at + 9)) * milliampereHour);
    lists.step.push(bytes.readInt32LE(at + 37));
  });
  if (lists.index.length === 0) throw invalidFile('expected a clock in "data_runInfo.ndc", found none; is the file whole?');
  numberSteps(lists.step);
  return inOrder(lists);
} // prettier-ignore

/** Whatever number the file gives a step: another one is the next step. */
function numberSteps(target: NumberList): void {
  const values = target.values();
  let [step, before] = [0, Number.NaN];
  for (let at = 0; at < values.length; at += 1) {
    const here = values[at] ?? 0;
    if (here !== before) step += 1;
    before = here;
    values[at] = step;
  }
}

function inOrder(lists: ReturnType<typeof newLists>): Readings {
  const index = lists.index.values();
  const order = Uint32Array.from(index.keys());
  const isSorted = index.every((value, at) => at === 0 || value >= (index[at - 1] ?? 0));
  if (!isSorted) order.sort((a, b) => (index[a] ?? 0) - (index[b] ?? 0) || a - b);
  const pick = (list: NumberList): Float64Array => {
    const values = list.values();
    return isSorted ? values : Float64Array.from(order, (at) => values[at] ?? Number.NaN);
  };
  return {
    count: index.length,
    index: pick(lists.index),
    stepTimeS: pick(lists.stepTimeS),
    intervalS: pick(lists.intervalS),
    dischargedMilliAh: pick(lists.dischargedMilliAh),
    step: pick(lists.step),
  };
}

/** To be called with the samples in their order. Those before the first reading have no time, and are no records. */
function followClock(readings: Readings, statusOfStep: readonly number[], store: RecordStore) {
  const now = { next: 0, stepTimeS: Number.NaN, dischargedMilliAh: 0, intervalS: 0, step: 0 };
  return (index: number, voltageV: number, currentMilliA: number): void => {
    if (!readInto(now, readings, index)) {
      now.stepTimeS += now.intervalS;
      now.dischargedMilliAh += (Math.max(0, -currentMilliA) * now.intervalS) / 3600;
    }
    const { step, stepTimeS, dischargedMilliAh } = now;
    if (Number.isNaN(stepTimeS)) return;
    const status = statusOfStep[step - 1] ?? 0;
    store.add({ index, step, status, stepTimeS, dischargedMilliAh, voltageV, currentMilliA });
  };
}

type Now = Record<'next' | 'stepTimeS' | 'dischargedMilliAh' | 'intervalS' | 'step', number>;

/** The readings up to the sample; answers whether one is of that sample. Of two the first counts. */
function readInto(now: Now, readings: Readings, index: number): boolean {
  let isRead = false;
  for (; numberAt(readings.index, now.next) <= index; now.next += 1) {
    if (numberAt(readings.index, now.next) === numberAt(readings.index, now.next - 1)) continue;
    now.stepTimeS = numberAt(readings.stepTimeS, now.next);
    now.dischargedMilliAh = numberAt(readings.dischargedMilliAh, now.next);
    now.intervalS = numberAt(readings.intervalS, now.next);
    now.step = numberAt(readings.step, now.next);
    isRead = numberAt(readings.index, now.next) === index;
  }
  return isRead;
}
