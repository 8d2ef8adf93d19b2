/** The cycles that an answer rests on, as the model reads them, from a stored cell or from a request itself. */
import type { TrainedModel } from '../learning/files/model-file.ts';
import { cyclesLookedAt, type RecentCycles } from '../learning/judging/prediction/predict-last-cycle.ts';
import { warnAboutKnownCell } from '../learning/judging/prediction/warn-about-model.ts';
import type { CycleData } from '../shared/contract/prediction.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { readRows } from '../stored-cells/read-cell-rows.ts';
import { createFileCheck } from '../stored-cells/stored-file.ts';
import { type CurveFeatures, curveFeatures } from './curve-features.ts';
import type { StoredCell } from '../shared/contract/predictor-messages.ts';
import { unreadableCell } from './unreadable-cell.ts';

const checkFile = createFileCheck();

export interface FoundCycles {
  readonly recent: RecentCycles;
  readonly warnings: readonly string[];
}

/** Reads the last rows only, however long the cell lived; the whole file is looked at when it is new or was touched. */
export async function recentOfBattery(model: TrainedModel, stored: StoredCell): Promise<FoundCycles> {
  const { cell, path, rowCount } = stored;
  const { features: wanted } = model.description;
  const columns = wanted.map((name) => cell.feature_names.indexOf(name));
  if (wanted.length > 0 && columns.every((column) => column === -1)) throw noInput(model, 'battery_id');
  const range = { from: Math.max(0, rowCount - cyclesLookedAt(model)), to: rowCount };
  const rows = await checkFile(path, cell.dataset_hash)
    .then(() => readRows(path, range))
    .catch((cause: unknown) => {
      throw unreadableCell(stored, cause);
    });
  const ownWidth = cell.feature_names.length;
  const features = Float64Array.from({ length: rows.cycleIndex.length * wanted.length }, (_, at) => {
    const column = columns[at % wanted.length] ?? -1;
    const row = Math.floor(at / wanted.length);
    return column === -1 ? Number.NaN : (rows.features[row * ownWidth + column] ?? Number.NaN);
  });
  const known = warnAboutKnownCell(model.description, cell);
  return { recent: { cycleIndex: rows.cycleIndex, features }, warnings: known === null ? [] : [known] };
}

/** `cycles`: oldest first. */
export function recentOfRequest(model: TrainedModel, cycles: readonly CycleData[]): FoundCycles {
  const { features: wanted, cells } = model.description;
  const used = cycles.slice(-cyclesLookedAt(model));
  const nominalCapacityAh = cells[0]?.nominal_capacity_ah ?? 1;
  const curves = curveFeatures(used, nominalCapacityAh);
  const features = Float64Array.from(
    used.flatMap((cycle, index) => wanted.map((name) => featureOf(cycle, curves?.byCycle[index], name))),
  );
  if (wanted.length > 0 && features.every((value) => Number.isNaN(value))) throw noInput(model, 'cycle_data');
  const cycleIndex = Float64Array.from(used, ({ cycle_index: index }) => index ?? Number.NaN);
  return {
    recent: { cycleIndex, features },
    warnings: [
      ...warnAboutCurves(curves),
      ...warnAboutIgnored(wanted, used),
      ...warnAboutEarlier(cycles.length - used.length),
    ],
  };
}

/** What is given by name counts before what can be computed. */
function featureOf(
  { features }: CycleData,
  curve: ReadonlyMap<string, number> | undefined,
  name: string,
): number {
  const given = features && Object.hasOwn(features, name) ? features[name] : undefined;
  return given ?? curve?.get(name) ?? Number.NaN;
}

function warnAboutCurves(curves: CurveFeatures | undefined): readonly string[] {
  if (!curves) return [];
  if (!curves.windows) {
    return [
      'No feature could be computed from the curve: it does not end with a charge at constant voltage.',
    ];
  }
  const { cutOffVoltageV, cvFromCurrentA, cvToCurrentA } = curves.windows;
  return [
    `Features were computed from the charge curve: cut-off ${cutOffVoltageV} V, taken from its plateau, and the ` +
      `current from ${cvFromCurrentA} A to ${cvToCurrentA} A.`,
  ];
}

function warnAboutIgnored(wanted: readonly string[], cycles: readonly CycleData[]): readonly string[] {
  const given = new Set(cycles.flatMap(({ features }) => Object.keys(features ?? {})));
  const ignored = [...given].filter((name) => !wanted.includes(name)).map((name) => `"${name}"`);
  const warnings = [];
  if (ignored.length > 0) {
    const [verb, was] = ignored.length === 1 ? ['was', 'it'] : ['were', 'them'];
    warnings.push(`${firstOf(ignored)} ${verb} ignored: the model was trained without ${was}.`);
  }
  if (cycles.some(({ temperature }) => temperature !== undefined)) {
    warnings.push('The temperature was ignored: no feature is computed from it.');
  }
  return warnings;
}

function warnAboutEarlier(count: number): readonly string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? 'The first cycle was not looked at: the model does not look back so far.'
      : `The first ${count} cycles were not looked at: the model does not look back so far.`,
  ];
}

const namesShown = 20;

function firstOf(names: readonly string[]): string {
  const more = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function noInput({ description }: TrainedModel, field: string): AppError {
  const names = firstOf(description.features.map((name) => `"${name}"`));
  const issue = `has none of the inputs that this model was trained with: ${names}`;
  return new AppError('VALIDATION_ERROR', 'The model cannot say anything of this', {
    details: [{ field, issue }],
  });
}
