/** One job from its folder to its model. Ends with exactly one of `succeeded`, `failed`, `stopped`, whatever happens. */
import { initialWeights } from '../learning/algorithms/initial-weights.ts';
import type { Engine, Network } from '../learning/engines/engine.ts';
import { encodeModel } from '../learning/model-file.ts';
import type { Evaluation } from '../shared/contract/evaluation.ts';
import type { TrainerMessage } from '../shared/contract/trainer-messages.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { buildEvaluation } from './build-evaluation.ts';
import { chooseEngine } from './choose-engine.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { describeJob } from './describe-job.ts';
import { describeModel } from './describe-model.ts';
import { describeResult } from './describe-result.ts';
import type { LogText } from './log-text.ts';
import { measureModel } from './measure-model.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { prepareJob, type PreparedJob } from './prepare-job.ts';
import { readCells, readSpec } from './read-job.ts';
import { createReporter, type Reporter } from './reporter.ts';
import { createStreams } from './streams.ts';
import { trainEpochs } from './train-epochs.ts';
import type { TrainerHost } from './trainer-host.ts';

interface Surroundings {
  readonly host: TrainerHost;
  readonly reporter: Reporter;
  readonly pacer: Pacer;
}

interface JudgedJob {
  readonly job: PreparedJob;
  readonly evaluation: Evaluation;
}

/** Never rejects: what goes wrong is the job's last message. */
export async function runJob(host: TrainerHost): Promise<void> {
  const reporter = createReporter(host);
  const pacer = createPacer(host, reporter);
  let end: TrainerMessage;
  try {
    reporter.tick();
    end = await train({ host, reporter, pacer });
  } catch (error) {
    end = host.stopSignal.aborted ? { type: 'stopped' } : failure(error, reporter);
  }
  reporter.flush();
  host.post(end);
}

async function train({ host, reporter, pacer }: Surroundings): Promise<TrainerMessage> {
  const spec = await readSpec(host);
  const { engine, device, warning } = await chooseEngine(host, spec);
  host.post({ type: 'started', device, engine: engine.name });
  if (warning !== null) reporter.log('WARNING', warning);
  const job = prepareJob(spec, await readCells(host, spec.cells));
  const evaluation = buildEvaluation(job);
  host.post({ type: 'prepared', evaluation });
  await pacer.pause();
  const network = await openNetwork(engine, job);
  try {
    return await trainNetwork({ host, reporter, pacer }, { job, evaluation }, engine, network);
  } finally {
    network.close();
  }
}

/** An engine says in plain words why a network cannot fit. */
async function openNetwork(engine: Engine, { plan, rows }: PreparedJob): Promise<Network> {
  try {
    return await engine.open(plan, rows);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('VALIDATION_ERROR', reason, { cause: error });
  }
}

async function trainNetwork(
  { host, reporter, pacer }: Surroundings,
  { job, evaluation }: JudgedJob,
  engine: Engine,
  network: Network,
): Promise<TrainerMessage> {
  const { seed } = job.spec.hyperparams;
  network.writeWeights(initialWeights(job.plan, seed));
  logAll(reporter, describeJob(job, network, engine.name));
  logAll(reporter, describeEvaluation(evaluation));
  await pacer.pause();
  const best = await trainEpochs({ job, network, shuffle: createStreams(seed).shuffle, reporter, pacer });
  network.writeWeights(best.weights);
  const metrics = await measureModel(network, job, best, pacer);
  logAll(reporter, describeResult(metrics));
  await pacer.pause();
  const bytes = encodeModel({
    description: describeModel(job, engine.name, metrics, evaluation),
    weights: best.weights,
    scaler: job.scaler,
  });
  const file = await host.writeModel(bytes);
  return {
    type: 'succeeded',
    model_file: file,
    features: [...job.dataset.featureNames],
    engine: engine.name,
    metrics,
    evaluation,
  };
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
