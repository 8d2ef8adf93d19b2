/** A request of the main process → its answer; whatever goes wrong is an answer too. */
import { predictLastCycle } from '../learning/judging/prediction/predict-last-cycle.ts';
import { matchLabels, ownLabels, trainingMeanings } from '../shared/domain/label-meaning.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { evaluateCells } from './evaluate-cells.ts';
import { createModelCache, type LoadModel } from './model-cache.ts';
import type { EngineFor } from './predictor-engine.ts';
import type {
  EvaluateRequest,
  PredictorAnswer,
  PredictorTask,
  PredictRequest,
} from '../shared/contract/predictor-messages.ts';
import { recentOfBattery, recentOfRequest } from './recent-cycles.ts';

interface TaskParts {
  readonly loadModel: LoadModel;
  readonly engineFor: EngineFor;
}

/** Never rejects. */
export type AnswerTask = (task: PredictorTask) => Promise<PredictorAnswer>;

export function createTaskAnswerer(engineFor: EngineFor): AnswerTask {
  const parts: TaskParts = { loadModel: createModelCache(), engineFor };
  return async (task) => {
    try {
      return await answer(parts, task);
    } catch (error) {
      return failureOf(error);
    }
  };
}

function answer(parts: TaskParts, task: PredictorTask): Promise<PredictorAnswer> {
  switch (task.kind) {
    case 'predict':
      return predict(parts, task);
    case 'evaluate':
      return evaluate(parts, task);
  }
}

async function predict({ loadModel, engineFor }: TaskParts, task: PredictRequest): Promise<PredictorAnswer> {
  const model = await loadModel(task.model);
  const { recent, warnings } =
    task.input.from === 'battery'
      ? await recentOfBattery(model, task.input.stored)
      : recentOfRequest(model, task.input.cycles);
  const trained = trainingMeanings(model.description);
  const match =
    task.input.from === 'battery' ? matchLabels(trained, task.input.stored.cell) : ownLabels(trained);
  const answered = await predictLastCycle(model, recent, await engineFor(model.description), match);
  return { type: 'predicted', answer: { ...answered, warnings: [...warnings, ...answered.warnings] } };
}

async function evaluate(
  { loadModel, engineFor }: TaskParts,
  task: EvaluateRequest,
): Promise<PredictorAnswer> {
  const model = await loadModel(task.model);
  const engine = await engineFor(model.description);
  return { type: 'evaluated', summary: await evaluateCells(model, task, engine) };
}

function failureOf(error: unknown): PredictorAnswer {
  if (error instanceof AppError) {
    const { code, message, details } = error;
    return { type: 'refused', code, message, ...(details ? { details: [...details] } : {}) };
  }
  return { type: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
