/** One job from its folder to its model. Ends with exactly one of `succeeded`, `failed`, `stopped`, whatever happens. */
import type { Engine } from '../learning/engines/engine.ts';
import { encodeModel } from '../learning/files/model-file.ts';
import type { Evaluation } from '../shared/contract/evaluation.ts';
import type { JobSpec } from '../shared/contract/job-spec.ts';
import type { TrainerMessage } from '../shared/contract/trainer-messages.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { buildEvaluation } from './build-evaluation.ts';
import { chooseEngine } from './choose-engine.ts';
import { createCheckpointKeeper } from './keep-checkpoints.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { describeModel } from './describe-model.ts';
import { endedBy } from './ended-by.ts';
import { findCheckpoint } from './find-checkpoint.ts';
import { combineEvaluations } from './runs/combine-evaluations.ts';
import { measureRuns } from './runs/measure-runs.ts';
import { prepareRuns } from './runs/prepare-runs.ts';
import { runPlanOf } from './runs/plans/index.ts';
import type { PreparedRun } from './runs/prepared-run.ts';
import type { RunPlan } from './runs/run-plan.ts';
import type { LogText } from './log-text.ts';
import { closeNetworks, openNetworks } from './open-networks.ts';
import { createPacer, type Pacer } from './pacer.ts';
import type { PreparedJob } from './prepare-job.ts';
import { modelBytes } from './model-room.ts';
import { readCells, readSpec } from './read-job.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { trainEpochs } from './train-epochs.ts';
import type { BestEpoch, TrainingRun } from './training-run.ts';
import type { TrainerHost } from './trainer-host.ts';
import { waitForRoom } from './wait-for-room.ts';

interface Surroundings {
  readonly host: TrainerHost;
  readonly reporter: Reporter;
  /** Ends the work also for a pause: outside of the epochs there is nothing to save. */
  readonly pacer: Pacer;
}

interface JudgedRuns {
  readonly plan: RunPlan;
  readonly runs: readonly TrainingRun[];
  /** Of each run. */
  readonly evaluations: readonly Evaluation[];
}

/** Never rejects: what goes wrong is the job's last message. */
export async function runJob(host: TrainerHost): Promise<void> {
  const reporter = createReporter(host);
  const stopSignal = AbortSignal.any([host.stopSignal, host.pauseSignal]);
  const pacer = createPacer({ ...host, stopSignal }, reporter);
  let end: TrainerMessage;
  try {
    reporter.tick();
    end = await train({ host, reporter, pacer });
  } catch (error) {
    end = stopSignal.aborted ? { type: 'stopped' } : failure(error, reporter);
  }
  reporter.flush();
  host.post(end);
}

async function train({ host, reporter, pacer }: Surroundings): Promise<TrainerMessage> {
  const spec = await readSpec(host);
  const warn = (sentence: string): void => reporter.log('WARNING', sentence);
  const { engine, warning, measured } = await chooseEngine({ ...host, warn }, spec);
  host.post({ type: 'started', device: engine.device, engine: engine.name });
  if (warning !== null) reporter.log('WARNING', warning);
  if (measured !== undefined) reporter.log('INFO', measured);
  const plan = runPlanOf(spec.hyperparams);
  const prepared = await prepareRuns(spec, await readCells(host, spec.cells), pacer);
  const evaluations = await evaluateRuns(prepared, pacer);
  host.post({ type: 'prepared', evaluation: combineEvaluations(evaluations) });
  await pacer.pause();
  const runs = await openNetworks(engine, prepared, pacer);
  try {
    return await trainRuns({ host, reporter, pacer }, { plan, runs, evaluations }, engine);
  } finally {
    await closeNetworks(runs);
  }
}

/** In the order of the runs; runs of the same split have the same one. */
async function evaluateRuns(
  runs: readonly PreparedRun[],
  pacer: Pick<Pacer, 'pauseIfDue'>,
): Promise<readonly Evaluation[]> {
  const byJob = new Map<PreparedJob, Evaluation>();
  for (const { job } of runs) {
    if (!byJob.has(job)) byJob.set(job, buildEvaluation(job));
    await pacer.pauseIfDue();
  }
  return runs.flatMap(({ job }) => byJob.get(job) ?? []);
}

async function trainRuns(
  { host, reporter, pacer }: Surroundings,
  judged: JudgedRuns,
  engine: Engine,
): Promise<TrainerMessage> {
  const { plan, runs, evaluations } = judged;
  const room = { host, reporter, pacer };
  const reserve = (): Promise<void> => host.reserveModel(modelBytes(runs, evaluations));
  await waitForRoom(reserve, 'the model that this training will leave', room);
  const bestEpochs = await trainOrGoOn({ host, reporter, pacer }, judged, engine);
  const { kept, keptIndex, metrics, lines } = await plan.conclude(
    await measureRuns(runs, bestEpochs, pacer),
    pacer,
  );
  logAll(reporter, lines);
  await pacer.pause();
  const evaluation = evaluations[keptIndex] ?? buildEvaluation(kept.job);
  const bytes = encodeModel({
    description: describeModel(kept.job, engine.name, metrics, evaluation),
    weights: kept.best.weights,
    scaler: kept.job.scaler,
  });
  const file = await waitForRoom(() => host.writeModel(bytes), 'the model', room);
  return {
    type: 'succeeded',
    model_file: file,
    features: [...kept.job.dataset.featureNames],
    engine: engine.name,
    metrics,
    ended_by: endedBy(bestEpochs, specOf(runs).hyperparams),
    evaluation,
  };
}

/** From the job's checkpoint, where it has one: what it said before its first epoch is in its log already. */
async function trainOrGoOn(
  { host, reporter, pacer }: Surroundings,
  { plan, runs, evaluations }: JudgedRuns,
  engine: Engine,
): Promise<readonly BestEpoch[]> {
  const origin = { engine: engine.name, spec: specOf(runs) };
  const { checkpoint, hasSameBits, lines } = await findCheckpoint(host, runs, origin);
  if (checkpoint) {
    host.post({ type: 'resumed', epoch: checkpoint.epoch, same_bits: hasSameBits });
  } else {
    logAll(reporter, plan.describe(runs, engine.name));
    logAll(reporter, describeEvaluation(combineEvaluations(evaluations)));
  }
  logAll(reporter, lines);
  await pacer.pause();
  const keeper = createCheckpointKeeper({ host, reporter, origin });
  try {
    return await trainEpochs(runs, {
      reporter,
      pacer: createPacer(host, reporter),
      resumeFrom: checkpoint,
      finishAfter: host.finishAfter,
      betweenEpochs: keeper.betweenEpochs,
      ...(origin.spec.keep_checkpoint ? { atEnd: keeper.atEnd } : {}),
    });
  } finally {
    await keeper.settled();
  }
}

function specOf([first]: readonly TrainingRun[]): JobSpec {
  if (!first) throw new RangeError('a training has one run at least');
  return first.job.spec;
}

const logAll = (reporter: Reporter, lines: readonly LogText[]): void =>
  lines.forEach(({ level, message }) => reporter.log(level, message));

/** What nobody expected leaves its trace in the log, for whoever mends it. */
function failure(error: unknown, reporter: Reporter): TrainerMessage {
  if (error instanceof AppError) return { type: 'failed', error_message: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.stack !== undefined) reporter.log('DEBUG', error.stack);
  return { type: 'failed', error_message: `Training broke off: ${reason}` };
}
