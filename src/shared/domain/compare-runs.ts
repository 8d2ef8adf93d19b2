/** Runs side by side: what each reached on each cell, and in which settings they differ. Pure. */
import type { Battery } from '../contract/battery.ts';
import type { ComparedCell, ComparedCurves, ComparedRun, Comparison } from '../contract/comparison.ts';
import { type JudgedCell, meanErrors, ownCells, seenBy } from './compared-errors.ts';
import { differences, type NamedRun, setUpOf } from './compared-settings.ts';
import { currentEpochOf } from './job.ts';

export interface RunFacts {
  readonly run: NamedRun;
  readonly curves: ComparedCurves;
  /** Of the history; null where that is gone. */
  readonly bestEpoch: number | null;
  /** By the newest evaluation of each wanted cell, where there is one; null where each is judged on its own cells. */
  readonly evaluated: readonly JudgedCell[] | null;
}

type Batteries = readonly Battery[];

export function compareRuns(
  facts: readonly RunFacts[],
  batteries: Batteries,
  wantedCells: readonly number[],
): Omit<Comparison, 'gone'> {
  const judged = facts.map(({ run, evaluated }) => evaluated ?? (run.model ? ownCells(run.model) : []));
  const runs = facts.map((one, index) => comparedRun(one, judged[index] ?? []));
  return {
    runs,
    cells: comparedCells(facts, judged),
    settings: [...differences(facts.map(({ run }) => run))],
    same_cells: haveSameCells(runs),
    unseen_cells: unseenCells(facts, batteries),
    to_judge: toJudge(facts, wantedCells),
  };
}

function comparedRun({ run, curves, bestEpoch }: RunFacts, judged: readonly JudgedCell[]): ComparedRun {
  const { algorithm, created_at } = setUpOf(run);
  const metrics = run.model?.metrics;
  return {
    ...identityOf(run),
    algorithm,
    created_at,
    trainings: metrics?.folds?.runs.length ?? 1,
    best_epoch: metrics?.best_epoch ?? bestEpoch,
    epochs: epochsOf(run),
    curves,
    judged_on: judged.map(({ battery_id: id }) => id),
    mean: meanErrors(judged.map(({ errors }) => errors)),
    ridge_mean: meanErrors(judged.map(({ ridge }) => ridge)),
    leakage: leakageOf(run),
  };
}

/** A model that was named goes by its own name: it may be called something else than the job by now. */
function identityOf(run: NamedRun): Pick<ComparedRun, 'key' | 'job_id' | 'model_id' | 'name' | 'status'> {
  if (run.kind === 'job') {
    const { id, model_name: name, state } = run.job;
    return { key: `job-${id}`, job_id: id, model_id: run.model?.id ?? null, name, status: state.status };
  }
  const { id, name } = run.model;
  const status = run.job?.state.status ?? null;
  return { key: `model-${id}`, job_id: run.job?.id ?? null, model_id: id, name, status };
}

const epochsOf = ({ job, model }: NamedRun): number =>
  job ? currentEpochOf(job.state) : (model?.metrics.epochs_run ?? 0);

function leakageOf({ job, model }: NamedRun): string[] {
  const evaluation = model?.evaluation ?? job?.evaluation;
  return (evaluation?.leakage ?? []).map(({ message }) => message);
}

function comparedCells(
  facts: readonly RunFacts[],
  judged: readonly (readonly JudgedCell[])[],
): ComparedCell[] {
  const names = new Map(judged.flat().map(({ battery_id: id, name }) => [id, name] as const));
  const byRun = judged.map((cells) => new Map(cells.map((cell) => [cell.battery_id, cell] as const)));
  return [...names].map(([id, name]) => ({
    battery_id: id,
    name,
    results: facts.map(({ run: { model } }, index) => {
      const cell = byRun[index]?.get(id);
      if (!cell || !model) return null;
      return { errors: cell.errors, ridge: cell.ridge, seen: seenBy(model, id) };
    }),
  }));
}

/** Runs that were judged on nothing are left out: they stand in no mean. */
function haveSameCells(runs: readonly ComparedRun[]): boolean {
  const judged = runs.filter(({ judged_on: cells }) => cells.length > 0);
  const sets = new Set(judged.map(({ judged_on: cells }) => cells.toSorted((a, b) => a - b).join()));
  return sets.size <= 1;
}

/** A measured run is not judged by simulated cells. */
function unseenCells(facts: readonly RunFacts[], batteries: Batteries): Comparison['unseen_cells'] {
  const models = facts.flatMap(({ run }) => run.model ?? []);
  if (models.length === 0) return [];
  const seen = new Set(facts.flatMap(({ run }) => setUpOf(run).battery_ids));
  const isAllSimulated = models.every(({ simulated_data: isSimulated }) => isSimulated);
  const needed = new Set(models.flatMap(({ features }) => features));
  return batteries
    .filter(({ id, simulated }) => !seen.has(id) && (isAllSimulated || !simulated))
    .filter(({ features }) => [...needed].every((feature) => features.includes(feature)))
    .map(({ id, name }) => ({ battery_id: id, name }));
}

function toJudge(facts: readonly RunFacts[], wantedCells: readonly number[]): Comparison['to_judge'] {
  return facts.flatMap(({ run: { model }, evaluated }) => {
    const there = new Set(evaluated?.map(({ battery_id: id }) => id));
    const missing = wantedCells.filter((id) => !there.has(id));
    return model && missing.length > 0 ? [{ model_id: model.id, battery_ids: missing }] : [];
  });
}
