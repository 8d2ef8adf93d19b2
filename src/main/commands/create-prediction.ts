/** POST /predictions: which model and which cycles, then the answer of the predictor process, kept in the history. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Algorithm } from '../../shared/contract/hyperparams.ts';
import { generalRefusal } from '../../shared/contract/operation.ts';
import type { CreatePrediction, CycleData, Prediction } from '../../shared/contract/prediction.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import type { ArrayFiles } from '../files/array-files.ts';
import type { PredictRequest } from '../../shared/contract/predictor-messages.ts';
import type { Predictor } from '../processes/predictor.ts';
import { storedCellOf } from '../files/stored-cell.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { ModelReference, ModelStore } from '../store/model-store.ts';
import type { PredictionStore } from '../store/prediction-store.ts';

export interface PredictionParts {
  readonly modelStore: Pick<ModelStore, 'findReference' | 'findNewestReference'>;
  readonly batteryStore: Pick<BatteryStore, 'findBattery'>;
  readonly predictionStore: PredictionStore;
  readonly arrayFiles: Pick<ArrayFiles, 'pathOf'>;
  readonly pathOfModelFile: (file: string) => string;
  readonly predictor: Pick<Predictor, 'predict'>;
  readonly now: () => string;
}

export const createPrediction =
  (parts: PredictionParts) =>
  async (input: CreatePrediction): Promise<Prediction> => {
    const cycles = cyclesOf(input);
    const model = modelOf(parts.modelStore, input);
    // A body of 1 MB was just read and checked; it is handed on in a turn of its own.
    if (cycles) await nextTurn();
    const answer = await parts.predictor.predict({
      kind: 'predict',
      model: { modelId: model.id, path: parts.pathOfModelFile(model.file), hash: model.fileHash },
      input: cycles ? { from: 'cycles', cycles } : { from: 'battery', stored: storedBattery(parts, input) },
    });
    const { cycle_index, result, warnings } = answer;
    const prediction = {
      algorithm: input.algorithm,
      model_id: model.id,
      battery_id: input.battery_id ?? null,
      cycle_index,
      result,
      warnings,
      created_at: parts.now(),
    };
    return { id: parts.predictionStore.insertPrediction(prediction), ...prediction };
  };

/** What was sent along; undefined where a battery is asked for instead. Neither and both are refused. */
function cyclesOf({
  battery_id: batteryId,
  cycle_data: given,
}: CreatePrediction): readonly CycleData[] | undefined {
  if (batteryId === undefined && given === undefined) throw nothingToPredict();
  if (given === undefined) return undefined;
  if (batteryId !== undefined) {
    throw wrongField('cycle_data', 'cannot be given together with battery_id; leave out one of them');
  }
  if (!Array.isArray(given)) return [given];
  const misplaced = findMisplaced(given);
  if (misplaced !== -1) {
    const field = `cycle_data.${misplaced}.cycle_index`;
    throw wrongField(field, 'must be greater than that of the cycle before it: oldest first');
  }
  return given;
}

/** The first cycle whose number is not greater than the last known one before it, or -1. */
function findMisplaced(cycles: readonly CycleData[]): number {
  let newest = -1;
  return cycles.findIndex(({ cycle_index: index }) => {
    if (index === undefined) return false;
    const isMisplaced = index <= newest;
    newest = index;
    return isMisplaced;
  });
}

function modelOf(models: PredictionParts['modelStore'], input: CreatePrediction): ModelReference {
  const { algorithm, model_id: id } = input;
  if (id === undefined) {
    const newest = models.findNewestReference(algorithm);
    if (!newest) throw noModelYet(algorithm);
    return newest;
  }
  const model = models.findReference(id);
  if (!model) throw notFound('Model', id);
  if (model.algorithm !== algorithm) {
    throw wrongField('model_id', `is a ${model.algorithm} model, not a ${algorithm} one`);
  }
  return model;
}

function storedBattery(
  { batteryStore, arrayFiles }: PredictionParts,
  { battery_id: id = 0 }: CreatePrediction,
): Extract<PredictRequest['input'], { from: 'battery' }>['stored'] {
  const battery = batteryStore.findBattery(id);
  if (!battery) throw notFound('Battery', id);
  return storedCellOf(battery, arrayFiles);
}

const wrongField = (field: string, issue: string): AppError =>
  new AppError('VALIDATION_ERROR', generalRefusal, {
    details: [{ field, issue }],
  });

/** By the document of the API the one VALIDATION_ERROR that is a 400. */
const nothingToPredict = (): AppError =>
  new AppError('VALIDATION_ERROR', 'There is nothing to predict: give battery_id or cycle_data', {
    details: [
      { field: 'battery_id', issue: 'is required unless cycle_data is given' },
      { field: 'cycle_data', issue: 'is required unless battery_id is given' },
    ],
    httpStatus: 400,
  });

const noModelYet = (algorithm: Algorithm): AppError =>
  new AppError(
    'RESOURCE_NOT_FOUND',
    `There is no ${algorithm} model yet; train one first (POST /training-jobs), or name another algorithm`,
  );
