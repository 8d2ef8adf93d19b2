/** GET /comparisons: gathers the runs one after the other, everybody else served in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ComparedCurves } from '../../shared/contract/comparison.ts';
import type { StoredModel } from '../../shared/contract/model.ts';
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import type { EpochReport } from '../../shared/contract/trainer-messages.ts';
import { compareRuns, type RunFacts } from '../../shared/domain/compare-runs.ts';
import type { NamedRun } from '../../shared/domain/compared-settings.ts';
import { type JudgedCell, meanOf } from '../../shared/domain/compared-errors.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { BatteryStore } from '../store/battery-store.ts';
import type { JobStores } from '../store/job-stores.ts';
import type { ModelStore } from '../store/model-store.ts';
import { type EvaluatedCellsParts, findEvaluatedCells } from './find-evaluated-cells.ts';

export interface CompareParts extends EvaluatedCellsParts {
  readonly stores: Pick<JobStores, 'jobs' | 'epochs'>;
  readonly modelStore: Pick<ModelStore, 'findModel'>;
  readonly batteryStore: Pick<BatteryStore, 'findBattery' | 'listBatteries'>;
}

type Question = InputOf<'compare-runs'>;

export const compareJobsAndModels =
  (parts: CompareParts) =>
  async (question: Question): Promise<OutputOf<'compare-runs'>> => {
    const { runs, gone } = findRuns(parts, question);
    const facts: RunFacts[] = [];
    for (const run of runs) {
      facts.push({ run, ...curvesOf(parts, run), evaluated: evaluatedOf(parts, question, run.model) });
      await nextTurn();
    }
    return { ...compareRuns(facts, everyBattery(parts), question.cells), gone };
  };

/** A model whose job was named, too, is the same run. */
function findRuns({ stores, modelStore }: CompareParts, { jobs, models }: Question) {
  const runs: NamedRun[] = [];
  const gone: string[] = [];
  for (const id of jobs) {
    const job = stores.jobs.findJob(id);
    if (job) runs.push({ kind: 'job', job, model: modelOfJob(job, modelStore) });
    else gone.push(`Training job ${id}`);
  }
  for (const id of models) {
    const model = modelStore.findModel(id);
    if (!model) gone.push(`Model ${id}`);
    else if (!runs.some((run) => run.model?.id === id)) {
      const job = model.job_id === null ? undefined : stores.jobs.findJob(model.job_id);
      runs.push({ kind: 'model', model, job: job ?? null });
    }
  }
  return { runs, gone };
}

function modelOfJob({ state }: Job, modelStore: CompareParts['modelStore']): StoredModel | null {
  const id = 'modelId' in state ? state.modelId : null;
  return id === null ? null : (modelStore.findModel(id) ?? null);
}

function evaluatedOf(
  parts: EvaluatedCellsParts,
  { cells }: Question,
  model: StoredModel | null,
): readonly JudgedCell[] | null {
  if (cells.length === 0) return null;
  return model ? findEvaluatedCells(parts, model.id, cells) : [];
}

function everyBattery({ batteryStore }: CompareParts) {
  const { total } = batteryStore.listBatteries({ page: 1, page_size: 1 });
  return batteryStore.listBatteries({ page: 1, page_size: Math.max(1, total) }).items;
}

/** As many as the contract says. */
const lastEpochs = 10;

/** Of the history where it is there; of a model whose history is gone, what the model itself says. */
function curvesOf(
  { stores }: CompareParts,
  { job, model }: NamedRun,
): Pick<RunFacts, 'curves' | 'bestEpoch'> {
  if (!job) return { curves: curvesOfModel(model), bestEpoch: null };
  const { best, last } = stores.epochs.ends(job.id, lastEpochs);
  const figure = (valueOf: (report: EpochReport) => number | null) => ({
    best: best ? valueOf(best) : null,
    last: meanOf(last.slice(-1).map(valueOf)),
    mean: meanOf(last.map(valueOf)),
  });
  const curves = {
    val_loss: figure(({ val_loss }) => val_loss),
    train_loss: figure(({ train_loss }) => train_loss),
    val_soh_mape: figure(({ terms }) => terms['val_soh_mape'] ?? null),
  };
  return { curves, bestEpoch: best?.epoch ?? null };
}

function curvesOfModel(model: StoredModel | null): ComparedCurves {
  const figure = (best: number | null | undefined) => ({ best: best ?? null, last: null, mean: null });
  const metrics = model?.metrics;
  return {
    val_loss: figure(metrics?.val_loss),
    train_loss: figure(metrics?.train_loss),
    val_soh_mape: figure(metrics?.val_soh_mape),
  };
}
