/** GET /batteries/{id}/cycles: a page of rows from the cell's file, with the labels that follow from them. */
import type { Battery, BatteryCycle } from '../../shared/contract/battery.ts';
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { notFound } from '../../shared/domain/app-error.ts';
import { remainingCycles } from '../../shared/domain/labels.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import { explainCellFile } from '../files/explain-stored-file.ts';
import type { BatteryStore } from '../store/battery-store.ts';

/** Rows of one cell: [rows], [rows], and [rows, features] row-major with NaN where a value is missing. */
interface Rows {
  readonly cycleIndex: Float64Array;
  readonly capacityAh: Float64Array;
  readonly features: Float64Array;
}

/** s from the start of the cycle, V, A, degrees Celsius; empty where there are none. */
type Curves = Pick<BatteryCycle, 'time' | 'voltage' | 'current' | 'temperature'>;

const noCurves: Curves = { time: [], voltage: [], current: [], temperature: [] };

/** Reads the files of cells; fails with code ENOENT where there is none, with DamagedFile where it has changed. */
export interface CycleReader {
  readCapacity(datasetHash: string): Promise<Omit<Rows, 'features'>>;
  readRows(datasetHash: string, range: { readonly from: number; readonly to: number }): Promise<Rows>;
  /** One per row of the range. */
  readCurves(
    datasetHash: string,
    range: { readonly from: number; readonly to: number },
    curvesHash: string | null,
  ): Promise<readonly Curves[]>;
}

export interface ListCyclesParts {
  readonly batteryStore: BatteryStore;
  readonly cycleReader: CycleReader;
}

export const listBatteryCycles =
  ({ batteryStore, cycleReader }: ListCyclesParts) =>
  async (input: InputOf<'list-battery-cycles'>): Promise<OutputOf<'list-battery-cycles'>> => {
    const battery = batteryStore.findBattery(input.battery_id);
    const firstCycleId = batteryStore.findFirstCycleId(input.battery_id);
    if (!battery || firstCycleId === undefined) throw notFound('Battery', input.battery_id);
    try {
      const found = await findRows(cycleReader, battery, input.cycle_index);
      const from = Math.min(found.from + (input.page - 1) * input.page_size, found.to);
      const to = Math.min(from + input.page_size, found.to);
      const rows = await cycleReader.readRows(battery.dataset_hash, { from, to });
      const curves = input.curves
        ? await cycleReader.readCurves(
            battery.dataset_hash,
            { from, to },
            batteryStore.findCurvesHash(battery.id),
          )
        : Array.from({ length: to - from }, () => noCurves);
      const items = curves.map((curve, index) => ({
        id: firstCycleId + from + index,
        battery_id: battery.id,
        cycle_index: rows.cycleIndex[index] ?? 0,
        ...curve,
        ...labelsOf(battery, rows, index),
      }));
      return { items, meta: pageMeta(input, found.to - found.from) };
    } catch (error) {
      throw explainCellFile(error, battery);
    }
  };

/** All rows, or the one with the wanted cycle; an empty range where there is none. */
async function findRows(cycleReader: CycleReader, battery: Battery, wantedCycle: number | undefined) {
  if (wantedCycle === undefined) return { from: 0, to: battery.total_cycles };
  const { cycleIndex } = await cycleReader.readCapacity(battery.dataset_hash);
  const row = cycleIndex.indexOf(wantedCycle);
  return row === -1 ? { from: 0, to: 0 } : { from: row, to: row + 1 };
}

function labelsOf(battery: Battery, rows: Rows, row: number) {
  const capacityAh = rows.capacityAh[row] ?? Number.NaN;
  const width = battery.features.length;
  const endOfLifeCycle = battery.end_of_life_cycle;
  return {
    soh: finiteOrNull(capacityAh / battery.nominal_capacity),
    rul: endOfLifeCycle === null ? null : remainingCycles(rows.cycleIndex[row] ?? 0, endOfLifeCycle),
    capacity: finiteOrNull(capacityAh),
    features: Object.fromEntries(
      battery.features.map((name, index) => [name, finiteOrNull(rows.features[row * width + index])]),
    ),
  } satisfies Partial<BatteryCycle>;
}

const finiteOrNull = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
